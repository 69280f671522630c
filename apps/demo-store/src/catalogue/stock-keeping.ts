import type { Changes } from '../books/changes';
import { isoTime } from '../clock';
import type { Units } from '../orders/order-contents';
import type { Shop } from '../shop';
import { productOf } from './shelf';
import { stockOf } from './shelf-item';
import { stageProductEvent } from './stage-product-event';

/** Stages taking units off the shelf (−1) or putting them back (+1). Call it exclusively, once per change. */
export async function moveStock(
  shop: Shop,
  changes: Changes,
  units: readonly Units[],
  direction: 1 | -1,
): Promise<void> {
  const { books, clock, merchant } = shop;
  for (const { id, quantity } of units) {
    const state = await books.tables.items.get(id);
    if (state === undefined || state.stock === 'unlimited') continue;
    const stock = state.stock + direction * quantity;
    changes.put('items', id, { ...state, stock, updatedAt: isoTime(clock.now()) });
    const product = productOf(merchant, id);
    const isNews = stockOf(state).status !== stockOf({ ...state, stock }).status;
    if (isNews && product !== undefined) stageProductEvent(shop, changes, 'product.updated', product.id);
  }
}

/** Stages using (+1) or giving back (−1) one use of each coupon. Call it exclusively. */
export async function moveCouponUses(
  { books }: Shop,
  changes: Changes,
  codes: readonly string[],
  direction: 1 | -1,
): Promise<void> {
  for (const code of codes)
    changes.put('couponUses', code, ((await books.tables.couponUses.get(code)) ?? 0) + direction);
}
