import { isoTime } from '../clock';
import type { Merchant } from '../merchant';
import type { Shop } from '../shop';
import type { ProductSeed } from './product-seed';
import type { ShelfItem } from './shelf-item';
import { stageProductEvent } from './stage-product-event';

/** Puts products on the shelf that these books have not seen; what they know stays as it is. */
export const stockShelf = (shop: Shop): Promise<void> =>
  shop.books.exclusive(async () => {
    const { books, merchant, clock } = shop;
    const known = new Set(await books.tables.items.keys().all());
    const changes = books.changes();
    for (const product of merchant.products) {
      const unseen = product.variants.filter(({ id }) => !known.has(id));
      for (const { id, price, salePrice, stock } of unseen)
        changes.put('items', id, {
          price,
          ...(salePrice !== undefined && { salePrice }),
          stock,
          updatedAt: isoTime(clock.now()),
        });
      // A shop that opens has no news yet.
      if (known.size > 0 && unseen.length > 0)
        stageProductEvent(shop, changes, 'product.created', product.id);
    }
    await changes.commit();
  });

/** The product that a variant is of. */
export const productOf = ({ products }: Merchant, itemId: string): ProductSeed | undefined =>
  products.find(({ variants }) => variants.some(({ id }) => id === itemId));

/** A variant as it can be bought now; `undefined` for what was never sold or has been removed. */
export async function shelfItem({ merchant, books }: Shop, id: string): Promise<ShelfItem | undefined> {
  const product = productOf(merchant, id);
  const variant = product?.variants.find((candidate) => candidate.id === id);
  if (product === undefined || variant === undefined) return undefined;
  const [removed, state] = await Promise.all([
    books.tables.removals.get(product.id),
    books.tables.items.get(id),
  ]);
  return removed === undefined && state !== undefined ? { product, variant, state } : undefined;
}
