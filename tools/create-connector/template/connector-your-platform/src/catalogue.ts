import type { ItemId } from '@acp-hub/commerce';
import type { LeftOut, Page, Product, Variant } from '@acp-hub/connector';
import { readProductPage } from './from-your-platform/product';
import type { YourPlatformApi } from './your-platform-api';

/** The platform's filter by time is inclusive, as the hub wants it. */
export const listProducts = (
  api: YourPlatformApi,
  { cursor, updatedSince }: { readonly cursor?: string; readonly updatedSince?: string },
): Promise<Page<Product>> => api.get('/products', { cursor, updated_since: updatedSince }, readProductPage);

export async function getVariants(
  api: YourPlatformApi,
  ids: readonly ItemId[],
  onLeftOut?: (what: LeftOut) => void,
): Promise<readonly Variant[]> {
  const variants: Variant[] = [];
  let cursor: string | undefined;
  do {
    const query = { cursor, variant_ids: ids.join(',') };
    const page = await api.get('/products', query, readProductPage);
    variants.push(...page.items.flatMap((product) => product.variants));
    for (const what of page.leftOut ?? []) onLeftOut?.(what);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return variants.filter(({ id }) => ids.includes(id));
}
