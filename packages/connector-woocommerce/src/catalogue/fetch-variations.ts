import { z } from 'zod';
import { everyPage } from '../rest/every-page';
import { unexpected } from '../rest/refusal';
import type { Shop } from '../shop/shop';
import { variation, type WooProduct, type WooVariation } from './product-schema';

const AT_ONCE = 100;
const list = z.array(variation);

/** Products that have variations, and as many of these as were asked for. */
export interface Parents {
  readonly products: readonly WooProduct[];
  readonly variations: readonly WooVariation[];
  /** The ids that were asked for; what is among them and not answered is gone. */
  readonly asked: ReadonlySet<number>;
}

export const NO_PARENTS: Parents = { products: [], variations: [], asked: new Set() };

/** Whether all that a product has was asked for. */
export const isComplete = ({ asked }: Parents, { variations }: WooProduct): boolean =>
  variations.every((id) => asked.has(id));

/** The variations of one product, in the order of their ids. */
export const variationsIn = ({ variations }: Parents, { id }: WooProduct): readonly WooVariation[] =>
  variations.filter(({ parent_id: parent }) => parent === id);

/**
 * Asks for variations: where WooCommerce lists them across products (10.3 and later) by the full hundred, and for what
 * is left over only where `all` are wanted; before that product by product, and all.
 */
export async function fetchVariations(
  shop: Shop,
  parents: Parents,
  { all }: { readonly all: boolean },
): Promise<Parents> {
  const open = parents.products
    .flatMap(({ variations }) => variations)
    .filter((id) => !parents.asked.has(id));
  if (open.length === 0) return parents;
  if (!(await shop.listsVariationsAcross())) return productByProduct(shop, parents);
  const ids = all ? open : open.slice(0, open.length - (open.length % AT_ONCE));
  return joined(parents, ids, await acrossProducts(shop, ids));
}

const joined = (
  { products, variations, asked }: Parents,
  ids: readonly number[],
  found: readonly WooVariation[],
): Parents => ({ products, variations: [...variations, ...found], asked: new Set([...asked, ...ids]) });

/** A hundred at a time, whosever they are. */
async function acrossProducts({ rest }: Shop, ids: readonly number[]): Promise<readonly WooVariation[]> {
  const found: WooVariation[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const include = ids.slice(start, start + AT_ONCE).join(',');
    const query = { include, per_page: AT_ONCE, orderby: 'id', order: 'asc' };
    const answer = await rest.call({ method: 'GET', path: 'variations', query, answer: list });
    if (answer.kind === 'refused') throw unexpected('its variations', answer);
    found.push(...answer.value);
  }
  return found;
}

async function productByProduct(shop: Shop, parents: Parents): Promise<Parents> {
  let read = parents;
  for (const product of parents.products)
    if (!isComplete(read, product))
      read = joined(read, product.variations, await variationsOf(shop, product.id));
  return read;
}

async function variationsOf({ rest }: Shop, parent: number): Promise<readonly WooVariation[]> {
  const answer = await everyPage(rest, `products/${parent}/variations`, variation);
  // The product went while its page was read.
  return answer.kind === 'refused' ? [] : answer.value;
}
