import { isoTime } from '../clock';
import type { Shop } from '../shop';
import type { ItemState } from './shelf-item';

/** Changes price or stock of a variant, as the merchant’s back office would. @throws for an unknown id. */
export const editItem = (
  { books, clock, merchant }: Shop,
  itemId: string,
  edit: Partial<Pick<ItemState, 'price' | 'salePrice' | 'stock'>>,
): Promise<void> =>
  books.exclusive(async () => {
    const state = await books.tables.items.get(itemId);
    if (state === undefined) throw new RangeError(`${merchant.name} has no item ${itemId}.`);
    await books
      .changes()
      .put('items', itemId, { ...state, ...edit, updatedAt: isoTime(clock.now()) })
      .commit();
  });

/** Takes a product off the shelf for good. */
export const removeProduct = ({ books, clock }: Shop, productId: string): Promise<void> =>
  books.exclusive(() => books.changes().put('removals', productId, isoTime(clock.now())).commit());
