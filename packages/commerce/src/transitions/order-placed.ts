import type { CheckoutEvent, CheckoutTransition } from '../checkout-events';
import { isPaying } from '../effective-status';
import type { CheckoutSession } from '../session';
import { illegal, ok } from './outcome';

/** Paid and ordered. Told the same again, as a saga that was restarted does, nothing changes. */
export function orderPlaced(
  session: CheckoutSession,
  event: Extract<CheckoutEvent, { type: 'order_placed' }>,
  now: Date,
): CheckoutTransition {
  if (session.status === 'completed' && session.order?.id === event.order.id) return ok(session);
  if (!isPaying(session.status)) return illegal(session.status, event.type);
  return ok({ ...session, status: 'completed', order: event.order, updatedAt: now.toISOString() });
}
