import type { LeftOut, Page, Product } from '@acp-hub/connector';
import { z } from 'zod';
import { justBefore, wholeSecond } from '../dates';
import { rejection, unexpected } from '../rest/refusal';
import type { Shop } from '../shop/shop';
import { fetchVariations } from './fetch-variations';
import { product } from './product-schema';
import { isVariable, readProduct } from './read-product';

const PAGE = 100;
const list = z.array(product);

/** By id: the default order is by date, and within one second it is by chance. */
const IN_ORDER = { per_page: PAGE, orderby: 'id', order: 'asc', status: 'publish' } as const;

/** A page of the catalogue; `cursor` is the number of the next one. */
export async function listProducts(
  shop: Shop,
  { cursor = '1', updatedSince }: { readonly cursor?: string; readonly updatedSince?: string },
): Promise<Page<Product>> {
  const page = Number(cursor);
  if (!Number.isInteger(page) || page < 1)
    throw rejection({ code: 'other' }, 'The cursor is none of this shop’s catalogue: begin without one.');
  const facts = { ...(await shop.facts()), now: shop.context.clock.now() };
  const since =
    updatedSince === undefined ? {} : { modified_after: justBefore(updatedSince), dates_are_gmt: true };
  const query = { ...IN_ORDER, page, ...since };
  const answer = await shop.rest.call({ method: 'GET', path: 'products', query, answer: list });
  if (answer.kind === 'refused') throw unexpected('its products', answer);
  const variations = await fetchVariations(shop, answer.value.filter(isVariable));
  const items: Product[] = [];
  const leftOut: LeftOut[] = [];
  for (const own of answer.value) {
    const read = readProduct(own, variations.get(own.id) ?? [], facts);
    leftOut.push(...read.leftOut);
    if (read.kind === 'product') items.push(read.product);
  }
  const from = updatedSince === undefined ? -Infinity : wholeSecond(updatedSince);
  return {
    items: items.filter(({ updatedAt }) => Date.parse(updatedAt) >= from),
    leftOut,
    ...(page < answer.pages && { nextCursor: String(page + 1) }),
  };
}
