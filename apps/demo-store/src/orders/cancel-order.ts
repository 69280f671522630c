import type { WireOrder } from '@acp-hub/store-contract';
import { done } from '../result';
import type { Decision } from './transition';
import { wrongState } from './wrong-state';
import { couponsOf, unitsOf } from './order-contents';

/** Lets go of an order that has not left the house; its goods and coupons are free again. */
export function cancelOrder(order: WireOrder, reason: string): Decision {
  if (order.status === 'canceled') return done(undefined);
  if (order.shipments.length > 0) return wrongState(order, 'refund it instead');
  const { held_until: _, ...kept } = order;
  return done({
    order: { ...kept, status: 'canceled', cancel_reason: reason },
    event: 'order.canceled',
    restock: unitsOf(order.lines),
    freedCoupons: couponsOf(order),
  });
}
