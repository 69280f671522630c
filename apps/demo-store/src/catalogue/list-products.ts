import type { ProductPage, ProductQuery, WireProduct } from '@acp-hub/store-contract';
import type { Shop } from '../shop';
import { done, refused, type Result } from '../result';
import { describeItem, namedValues, stockOf, type ShelfItem } from './shelf-item';
import type { ProductSeed } from './product-seed';
import { shelfItem } from './shelf';

const MAX_IDS = 100;

function describeVariant(item: ShelfItem, shop: Shop): WireProduct['variants'][number] {
  const { id, sku, title, url, image_urls, options } = describeItem(item, shop.links);
  return {
    id,
    title,
    ...(sku !== undefined && { sku }),
    ...(item.variant.gtin !== undefined && { gtin: item.variant.gtin }),
    price: item.state.price,
    ...(item.state.salePrice !== undefined && { sale_price: item.state.salePrice }),
    stock: stockOf(item.state),
    options,
    condition: 'new',
    image_urls,
    requires_shipping: item.product.digital !== true,
    is_digital: item.product.digital === true,
    ...(url !== undefined && { url }),
  };
}

/** A product as it is now; `undefined` once it has been removed. */
export async function describeProduct(shop: Shop, product: ProductSeed): Promise<WireProduct | undefined> {
  const found = await Promise.all(product.variants.map(({ id }) => shelfItem(shop, id)));
  const items = found.filter((item) => item !== undefined);
  const updates = items.map(({ state }) => state.updatedAt).sort();
  const updatedAt = updates.at(-1);
  if (updatedAt === undefined) return undefined;
  return {
    id: product.id,
    title: product.title,
    description: product.description,
    url: shop.links.product(product.id),
    ...(product.brand !== undefined && { brand: product.brand }),
    categories: [...product.categories],
    image_urls: items.slice(0, 1).flatMap((item) => describeItem(item, shop.links).image_urls),
    currency: shop.merchant.currency,
    language: 'en',
    attributes: namedValues(product.attributes ?? {}),
    updated_at: updatedAt,
    variants: items.map((item) => describeVariant(item, shop)),
  };
}

/** Every product of the list that is still on the shelf. */
export async function describeAll(shop: Shop, products: readonly ProductSeed[]): Promise<WireProduct[]> {
  const described = await Promise.all(products.map((product) => describeProduct(shop, product)));
  return described.filter((product) => product !== undefined);
}

async function removedSince({ books }: Shop, since: string | undefined): Promise<string[]> {
  const removals = await books.tables.removals.iterator().all();
  return removals.filter(([, removedAt]) => since === undefined || removedAt >= since).map(([id]) => id);
}

/** Pages through products in the order of their ids; a cursor is the id of the last product seen. */
export async function listProducts(shop: Shop, query: ProductQuery): Promise<Result<ProductPage>> {
  const { ids, updated_since: since, cursor, limit = shop.pageSize } = query;
  const { products } = shop.merchant;
  if (ids !== undefined) {
    const wanted = new Set(ids.split(','));
    if (wanted.size > MAX_IDS)
      return refused('invalid_request', `Ask for at most ${MAX_IDS} ids at once.`, { param: '$.ids' });
    const holding = products.filter(({ variants }) => variants.some(({ id }) => wanted.has(id)));
    return done({ items: await describeAll(shop, holding), deleted_ids: [] });
  }
  const start = cursor === undefined ? '' : Buffer.from(cursor, 'base64url').toString();
  const rest = (await describeAll(shop, products))
    .filter(({ id, updated_at }) => id > start && (since === undefined || updated_at >= since))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  return done({
    items,
    deleted_ids: cursor === undefined ? await removedSince(shop, since) : [],
    ...(last !== undefined &&
      rest.length > limit && { next_cursor: Buffer.from(last.id).toString('base64url') }),
  });
}
