import { isoTime } from '../clock';
import type { Shop } from '../shop';
import { productOf } from './shelf';
import type { ItemState } from './shelf-item';
import { stageProductEvent } from './stage-product-event';

/** Changes price or stock of a variant, as the merchant’s back office would. @throws for an unknown id. */
export async function editItem(
  shop: Shop,
  itemId: string,
  edit: Partial<Pick<ItemState, 'price' | 'salePrice' | 'stock'>>,
): Promise<void> {
  const { books, clock, merchant } = shop;
  await books.exclusive(async () => {
    const state = await books.tables.items.get(itemId);
    const product = productOf(merchant, itemId);
    if (state === undefined || product === undefined)
      throw new RangeError(`${merchant.name} has no item ${itemId}.`);
    const changes = books.changes();
    changes.put('items', itemId, { ...state, ...edit, updatedAt: isoTime(clock.now()) });
    stageProductEvent(shop, changes, 'product.updated', product.id);
    await changes.commit();
  });
  shop.changed.emit('product');
}

/** Takes a product off the shelf for good. */
export async function removeProduct(shop: Shop, productId: string): Promise<void> {
  const { books, clock } = shop;
  await books.exclusive(async () => {
    const changes = books.changes().put('removals', productId, isoTime(clock.now()));
    stageProductEvent(shop, changes, 'product.deleted', productId);
    await changes.commit();
  });
  shop.changed.emit('product');
}
