import type { ItemId } from '@acp-hub/commerce';
import type { LeftOut, Page, Product, Variant } from '@acp-hub/connector';
import { defined } from './defined';
import { listedProducts, readProducts } from './from-store/listed-products';
import type { StoreApi } from './store-api';

/** Keeps the query well within what servers take as an address. */
const IDS_AT_ONCE = 25;

export async function listProducts(
  api: StoreApi,
  query: { readonly cursor?: string; readonly updatedSince?: string },
): Promise<Page<Product>> {
  const page = await api.call('listProducts', {
    query: { cursor: query.cursor, updated_since: query.updatedSince },
    answer: listedProducts,
  });
  return defined({
    ...readProducts(page.items),
    deletedIds: page.deleted_ids,
    nextCursor: page.next_cursor,
  });
}

export async function getVariants(
  api: StoreApi,
  ids: readonly ItemId[],
  onLeftOut?: (what: LeftOut) => void,
): Promise<readonly Variant[]> {
  const wanted = new Set<string>(ids);
  const variants: Variant[] = [];
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
    const some = ids.slice(start, start + IDS_AT_ONCE);
    const page = await api.call('listProducts', { query: { ids: some.join(',') }, answer: listedProducts });
    const { items, leftOut } = readProducts(page.items);
    variants.push(...items.flatMap((product) => product.variants));
    for (const what of leftOut) onLeftOut?.(what);
  }
  // An item that two products have is each of theirs; a product that two requests brought is one.
  const byOwner = new Map(variants.map((variant) => [`${variant.productId}\u0000${variant.id}`, variant]));
  return [...byOwner.values()].filter(({ id }) => wanted.has(id));
}
