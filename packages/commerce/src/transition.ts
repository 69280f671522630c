import type { CheckoutEvent, CheckoutTransition } from './checkout-events';
import type { CheckoutSession } from './session';
import { attemptFailed } from './transitions/attempt-failed';
import { authenticationRequested } from './transitions/authentication-requested';
import { cancel, expire } from './transitions/close';
import { complete } from './transitions/complete';
import { create } from './transitions/create';
import { orderPlaced } from './transitions/order-placed';
import { illegal } from './transitions/outcome';
import { quoteChanged } from './transitions/quote-changed';
import { quoted } from './transitions/quoted';
import { update } from './transitions/update';

/**
 * What becomes of a session when something happens to it, and what is to be done in the world because of it.
 * Pure; the states and events are laid out in docs/checkout-states.md.
 * @param session `undefined` before `create`, and only then.
 */
export function transition(
  session: CheckoutSession | undefined,
  event: CheckoutEvent,
  now: Date,
): CheckoutTransition {
  if (event.type === 'create')
    return session === undefined ? create(event, now) : illegal(session.status, event.type);
  if (session === undefined) return illegal('none', event.type);
  switch (event.type) {
    case 'update':
      return update(session, event, now);
    case 'quoted':
      return quoted(session, event, now);
    case 'complete':
      return complete(session, event, now);
    case 'quote_changed':
      return quoteChanged(session, event, now);
    case 'authentication_requested':
      return authenticationRequested(session, event, now);
    case 'attempt_failed':
      return attemptFailed(session, event, now);
    case 'order_placed':
      return orderPlaced(session, event, now);
    case 'cancel':
      return cancel(session, event, now);
    case 'expire':
      return expire(session, now);
  }
}
