import { isoTime } from '../clock';
import type { Shop } from '../shop';
import type { ShelfItem } from './shelf-item';

/** Puts products on the shelf that these books have not seen; what they know stays as it is. */
export const stockShelf = ({ books, merchant, clock }: Shop): Promise<void> =>
  books.exclusive(async () => {
    const changes = books.changes();
    for (const { id, price, salePrice, stock } of merchant.products.flatMap((product) => product.variants))
      if ((await books.tables.items.get(id)) === undefined)
        changes.put('items', id, {
          price,
          ...(salePrice !== undefined && { salePrice }),
          stock,
          updatedAt: isoTime(clock.now()),
        });
    await changes.commit();
  });

/** A variant as it can be bought now; `undefined` for what was never sold or has been removed. */
export async function shelfItem({ merchant, books }: Shop, id: string): Promise<ShelfItem | undefined> {
  const product = merchant.products.find(({ variants }) => variants.some((variant) => variant.id === id));
  const variant = product?.variants.find((candidate) => candidate.id === id);
  if (product === undefined || variant === undefined) return undefined;
  const [removed, state] = await Promise.all([
    books.tables.removals.get(product.id),
    books.tables.items.get(id),
  ]);
  return removed === undefined && state !== undefined ? { product, variant, state } : undefined;
}
