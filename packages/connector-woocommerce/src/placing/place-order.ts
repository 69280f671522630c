import type { PlacedOrder, PlaceOrder } from '@acp-hub/connector';
import { placeFinal } from '../companion/place-final';
import { priceAtShop } from '../quote/quote-at-shop';
import type { Shop } from '../shop/shop';
import { Attempts } from './attempts';
import { holdAgainst } from './compare';
import { findOrder } from './find-order';
import { placeHeld } from './place-held';

/**
 * Places an order once per key. WooCommerce would make another at every call, so one caller at a time places under a
 * key, and a key that was used before is looked up first.
 */
export const placeOrder = (shop: Shop, order: PlaceOrder): Promise<PlacedOrder> =>
  shop.context.lock(`placing/${order.idempotencyKey}`, async () => {
    const attempts = new Attempts(shop.context);
    const before = await attempts.find(order.idempotencyKey);
    const made = before === undefined ? undefined : await findOrder(shop, order.idempotencyKey);
    if (made !== undefined) return made;
    if (before === undefined) await attempts.begin(order.idempotencyKey);
    const placed = await place(shop, order);
    await attempts.placed(order.idempotencyKey, placed.platformOrderId);
    return placed;
  });

async function place(shop: Shop, order: PlaceOrder): Promise<PlacedOrder> {
  if (shop.companionSecret !== undefined) return placeFinal(shop, shop.companionSecret, order);
  const priced = await priceAtShop(shop, order.request, order.reference);
  holdAgainst(order, priced);
  return placeHeld(shop, order, priced);
}
