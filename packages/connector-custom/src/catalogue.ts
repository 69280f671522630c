import type { ItemId } from '@acp-hub/commerce';
import type { Page, Product, Variant } from '@acp-hub/connector';
import { defined } from './defined';
import { readProduct } from './from-store/product';
import type { StoreApi } from './store-api';

/** Keeps the query well within what servers take as an address. */
const IDS_AT_ONCE = 25;

export async function listProducts(
  api: StoreApi,
  query: { readonly cursor?: string; readonly updatedSince?: string },
): Promise<Page<Product>> {
  const page = await api.call('listProducts', {
    query: { cursor: query.cursor, updated_since: query.updatedSince },
  });
  return defined({
    items: page.items.map(readProduct),
    deletedIds: page.deleted_ids,
    nextCursor: page.next_cursor,
  });
}

export async function getVariants(api: StoreApi, ids: readonly ItemId[]): Promise<readonly Variant[]> {
  const wanted = new Set<string>(ids);
  const variants: Variant[] = [];
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
    const some = ids.slice(start, start + IDS_AT_ONCE);
    const { items } = await api.call('listProducts', { query: { ids: some.join(',') } });
    variants.push(...items.map(readProduct).flatMap((product) => product.variants));
  }
  const byId = new Map(variants.map((variant) => [variant.id, variant]));
  return [...byId.values()].filter(({ id }) => wanted.has(id));
}
