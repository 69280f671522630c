import { z } from 'zod';
import { unexpected } from '../rest/refusal';
import type { Shop } from '../shop/shop';
import { variation, type WooProduct, type WooVariation } from './product-schema';

const AT_ONCE = 100;
const list = z.array(variation);
/** Remembers that this WooCommerce cannot list variations across products; forgotten once it is younger. */
const NOT_ACROSS = 'variations-not-across-products';
const ASK_AGAIN_MS = 24 * 60 * 60 * 1_000;

/** The variations of several products, by the id of their parent. */
export async function fetchVariations(
  shop: Shop,
  parents: readonly WooProduct[],
): Promise<ReadonlyMap<number, readonly WooVariation[]>> {
  const withAny = parents.filter(({ variations }) => variations.length > 0);
  if (withAny.length === 0) return new Map();
  const across = await acrossProducts(
    shop,
    withAny.flatMap(({ variations }) => variations),
  );
  const found = new Map<number, readonly WooVariation[]>();
  if (across !== undefined) {
    for (const { id } of withAny)
      found.set(
        id,
        across.filter(({ parent_id: parent }) => parent === id),
      );
    return found;
  }
  for (const parent of withAny) found.set(parent.id, await variationsOf(shop, parent.id));
  return found;
}

/** WooCommerce 10.3 and later: a hundred at a time, whosever they are. */
async function acrossProducts(
  { rest, context }: Shop,
  ids: readonly number[],
): Promise<readonly WooVariation[] | undefined> {
  const { store, clock } = context;
  const now = clock.now().getTime();
  const since = Number((await store.get(NOT_ACROSS)) ?? Number.NaN);
  if (now - since < ASK_AGAIN_MS) return undefined;
  const found: WooVariation[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const include = ids.slice(start, start + AT_ONCE).join(',');
    const query = { include, per_page: AT_ONCE, orderby: 'id', order: 'asc' };
    const answer = await rest.call({ method: 'GET', path: 'variations', query, answer: list });
    if (answer.kind === 'ok') found.push(...answer.value);
    else if (answer.code !== 'rest_no_route') throw unexpected('its variations', answer);
    else {
      await store.set(NOT_ACROSS, String(now));
      return undefined;
    }
  }
  return found;
}

async function variationsOf({ rest }: Shop, parent: number): Promise<readonly WooVariation[]> {
  const found: WooVariation[] = [];
  for (let page = 1; ; page += 1) {
    const query = { per_page: AT_ONCE, page, orderby: 'id', order: 'asc' };
    const path = `products/${parent}/variations`;
    const answer = await rest.call({ method: 'GET', path, query, answer: list });
    // The product went while its page was read.
    if (answer.kind === 'refused') return [];
    found.push(...answer.value);
    if (page >= answer.pages) return found;
  }
}
