import type { LeftOut, Page, Product, Store } from '@acp-hub/connector';
import { z } from 'zod';
import { justBefore, wholeSecond } from '../dates';
import { unexpected } from '../rest/refusal';
import type { Shop } from '../shop/shop';
import { categoriesFor } from './categories';
import { readPlace, writePlace } from './catalogue-place';
import { fetchProducts } from './fetch-products';
import { fetchVariations, isComplete, NO_PARENTS, variationsIn, type Parents } from './fetch-variations';
import { product, type WooProduct } from './product-schema';
import { isVariable, readProduct } from './read-product';

const PAGE = 100;
const list = z.array(product);

/** By id: the default order is by date, and within one second it is by chance. */
const IN_ORDER = { per_page: PAGE, orderby: 'id', order: 'asc', status: 'publish' } as const;

/** A walk that comes back later than this reads anew what waited. */
const KEPT_FOR_MS = 60_000;

type Query = Parameters<Store['listProducts']>[0];

/**
 * Pages through the catalogue. Where variations come by the hundred, a product waits for a later page until a hundred
 * are wanted; fewer than a hundred products ever do. The cursor names them, so that any process can go on; this one
 * also keeps what it read of them.
 */
export function catalogueOf(shop: Shop): Store['listProducts'] {
  let kept: { readonly for: string; readonly until: number; readonly parents: Parents } | undefined;
  const nameOf = ({ cursor, updatedSince }: Query) => `${updatedSince ?? ''} ${cursor ?? ''}`;

  return async (query) => {
    const { page, waiting } = readPlace(query.cursor ?? '1');
    const now = shop.context.clock.now();
    const before =
      kept?.for === nameOf(query) && now.getTime() < kept.until
        ? kept.parents
        : { ...NO_PARENTS, products: await fetchProducts(shop, waiting) };
    const own = await fetchPage(shop, page, query);
    const parents = await fetchVariations(
      shop,
      { ...before, products: [...before.products, ...own.products.filter(isVariable)] },
      { all: own.isLast },
    );
    const left = waitingIn(parents);
    const read = [...before.products, ...own.products].filter((each) => !left.products.includes(each));
    const answer = await pageOf(shop, read, parents, query);
    if (own.isLast) return answer;
    const nextCursor = writePlace({ page: page + 1, waiting: left.products.map(({ id }) => id) });
    kept = {
      for: nameOf({ ...query, cursor: nextCursor }),
      until: now.getTime() + KEPT_FOR_MS,
      parents: left,
    };
    return { ...answer, nextCursor };
  };
}

async function fetchPage(
  { rest }: Shop,
  page: number,
  { updatedSince }: Query,
): Promise<{ readonly products: readonly WooProduct[]; readonly isLast: boolean }> {
  const since =
    updatedSince === undefined ? {} : { modified_after: justBefore(updatedSince), dates_are_gmt: true };
  const query = { ...IN_ORDER, page, ...since };
  const answer = await rest.call({ method: 'GET', path: 'products', query, answer: list });
  if (answer.kind === 'refused') throw unexpected('its products', answer);
  return { products: answer.value, isLast: page >= answer.pages };
}

function waitingIn(parents: Parents): Parents {
  const products = parents.products.filter((each) => !isComplete(parents, each));
  const ids = new Set(products.flatMap(({ variations }) => variations));
  return {
    products,
    variations: parents.variations.filter(({ id }) => ids.has(id)),
    asked: new Set([...parents.asked].filter((id) => ids.has(id))),
  };
}

async function pageOf(
  shop: Shop,
  read: readonly WooProduct[],
  parents: Parents,
  { updatedSince }: Query,
): Promise<Page<Product>> {
  const categories = await categoriesFor(shop, read);
  const facts = { ...(await shop.facts()), categories, now: shop.context.clock.now() };
  const from = updatedSince === undefined ? -Infinity : wholeSecond(updatedSince);
  const items: Product[] = [];
  const leftOut: LeftOut[] = [];
  for (const own of read) {
    const { leftOut: without, ...result } = readProduct(own, variationsIn(parents, own), facts);
    leftOut.push(...without);
    if (result.kind === 'product' && Date.parse(result.product.updatedAt) >= from) items.push(result.product);
  }
  return { items, leftOut };
}
