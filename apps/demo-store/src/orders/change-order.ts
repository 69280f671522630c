import type { WireOrder } from '@acp-hub/store-contract';
import { moveCouponUses, moveStock } from '../catalogue/stock-keeping';
import { isoTime } from '../clock';
import { done, refused, type Result } from '../result';
import type { Shop } from '../shop';
import { stageOrder } from './stage-order';
import type { Decision } from './transition';
import { earlierWrite, type WriteKey, type Written } from './write-key';

/**
 * Changes an order as `decide` says, once per key, all or nothing.
 * @param writeKey absent for what the shop does by itself.
 */
export function changeOrder(
  shop: Shop,
  orderId: string,
  decide: (order: WireOrder, now: string) => Decision,
  writeKey?: WriteKey,
): Promise<Result<Written>> {
  const { books, clock } = shop;
  return books.exclusive(async () => {
    const earlier = writeKey === undefined ? done(undefined) : await earlierWrite(books, writeKey);
    if (!earlier.ok) return earlier;
    if (earlier.value !== undefined) return done(earlier.value);
    const record = await books.tables.orders.get(orderId);
    if (record === undefined) return refused('not_found', `There is no order ${orderId}.`);
    const now = isoTime(clock.now());
    const decision = decide(record.order, now);
    if (!decision.ok) return decision;
    if (decision.value === undefined) return done({ order: record.order, repeated: true });
    const { event, restock = [], freedCoupons = [], refundId } = decision.value;
    const order = { ...decision.value.order, version: record.order.version + 1, updated_at: now };
    const changes = books.changes();
    await stageOrder(shop, changes, { order, ...(event !== undefined && { event }) }, record);
    await moveStock(shop, changes, restock, 1);
    await moveCouponUses(shop, changes, freedCoupons, -1);
    const made = refundId === undefined ? {} : { refundId };
    if (writeKey !== undefined)
      changes.put('keys', writeKey.key, { fingerprint: writeKey.fingerprint, orderId, ...made });
    await changes.commit();
    shop.changed.emit('order');
    return done({ order, repeated: false, ...made });
  });
}
