import { HOLD_EXPIRED } from '@acp-hub/store-contract';
import { isoTime } from '../clock';
import { done } from '../result';
import type { Shop } from '../shop';
import { cancelOrder } from './cancel-order';
import { changeOrder } from './change-order';

/** Cancels every order whose hold has run out; its goods are for sale again. */
export async function releaseHolds(shop: Shop): Promise<void> {
  const now = isoTime(shop.clock.now());
  const due = await shop.books.tables.holds.values({ lt: `${now} ~` }).all();
  for (const orderId of due)
    await changeOrder(shop, orderId, (order) =>
      order.held_until !== undefined && order.held_until <= now
        ? cancelOrder(order, HOLD_EXPIRED)
        : done(undefined),
    );
}
