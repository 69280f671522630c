import type { CheckoutEvent, CheckoutTransition } from '../checkout-events';
import { compact } from '../compact';
import { isPaying } from '../effective-status';
import type { CheckoutSession } from '../session';
import { illegal, ok } from './outcome';

/** The attempt ended with its effects undone, e.g. declined: the session may be paid in another way. */
export function attemptFailed(
  session: CheckoutSession,
  event: Extract<CheckoutEvent, { type: 'attempt_failed' }>,
  now: Date,
): CheckoutTransition {
  if (!isPaying(session.status) && session.status !== 'authentication_required')
    return illegal(session.status, event.type);
  return ok(
    compact({
      ...session,
      status: 'ready_for_payment',
      authentication: undefined,
      messages: [event.message, ...session.messages],
      updatedAt: now.toISOString(),
    }),
  );
}
