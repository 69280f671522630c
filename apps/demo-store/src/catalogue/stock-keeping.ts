import type { Changes } from '../books/changes';
import { isoTime } from '../clock';
import type { Units } from '../orders/order-contents';
import type { Shop } from '../shop';

/** Stages taking units off the shelf (−1) or putting them back (+1). Call it exclusively, once per change. */
export async function moveStock(
  { books, clock }: Shop,
  changes: Changes,
  units: readonly Units[],
  direction: 1 | -1,
): Promise<void> {
  for (const { id, quantity } of units) {
    const state = await books.tables.items.get(id);
    if (state !== undefined && state.stock !== 'unlimited')
      changes.put('items', id, {
        ...state,
        stock: state.stock + direction * quantity,
        updatedAt: isoTime(clock.now()),
      });
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
