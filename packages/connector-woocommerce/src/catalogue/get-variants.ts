import type { ItemId } from '@acp-hub/commerce';
import type { LeftOut, Variant } from '@acp-hub/connector';
import { z } from 'zod';
import { readItemId } from '../item-id';
import type { Shop } from '../shop/shop';
import type { Categories } from './categories';
import { fetchProducts } from './fetch-products';
import { fetchVariations, NO_PARENTS, variationsIn } from './fetch-variations';
import { isVariable, readProduct } from './read-product';

const parentOf = z.object({ parent_id: z.number() });

/** Where they stand is nothing that is told of items. */
const NOT_ASKED: Categories = new Map();

/**
 * Current price and stock of items. Lists answer products alone, so an id they do not answer is asked for by itself:
 * a variation names its parent there. Of what is published and cannot be sold `onLeftOut` is told, as listing does.
 */
export async function getVariants(
  shop: Shop,
  ids: readonly ItemId[],
  onLeftOut?: (what: LeftOut) => void,
): Promise<readonly Variant[]> {
  const wanted = new Set<string>(ids);
  const numbers = [...new Set(ids.flatMap((id) => readItemId(id)?.id ?? []))];
  if (numbers.length === 0) return [];
  const facts = { ...(await shop.facts()), categories: NOT_ASKED, now: shop.context.clock.now() };
  const found = await fetchProducts(shop, numbers);
  const missing = numbers.filter((id) => !found.some((own) => own.id === id));
  const parents = new Set<number>();
  for (const id of missing) {
    const parent = await fetchParent(shop, id);
    if (parent !== undefined && !found.some((own) => own.id === parent)) parents.add(parent);
  }
  if (parents.size > 0) found.push(...(await fetchProducts(shop, [...parents])));
  const variable = { ...NO_PARENTS, products: found.filter(isVariable) };
  const complete = await fetchVariations(shop, variable, { all: true });
  const read = found.map((own) => readProduct(own, variationsIn(complete, own), facts));
  for (const what of read.flatMap(({ leftOut }) => leftOut)) onLeftOut?.(what);
  return read
    .flatMap((each) => (each.kind === 'product' ? each.product.variants : []))
    .filter(({ id }) => wanted.has(id));
}

/** `undefined` where the shop has nothing of that number, or a product that is not on sale. */
async function fetchParent({ rest }: Shop, id: number): Promise<number | undefined> {
  const query = { _fields: 'id,parent_id' };
  const answer = await rest.call({ method: 'GET', path: `products/${id}`, query, answer: parentOf });
  return answer.kind === 'refused' || answer.value.parent_id === 0 ? undefined : answer.value.parent_id;
}
