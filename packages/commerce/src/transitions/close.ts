import type { CheckoutEffect, CheckoutEvent, CheckoutTransition } from '../checkout-events';
import { compact } from '../compact';
import type { PersonalData } from '../buyer';
import type { CheckoutSession } from '../session';
import { ok, refusal, refusalIn } from './outcome';

/** The agent gives the session up; why, if it says so, is kept. */
export function cancel(
  session: CheckoutSession,
  event: Extract<CheckoutEvent, { type: 'cancel' }>,
  now: Date,
): CheckoutTransition {
  const refused = refusal(session, now);
  if (refused !== undefined) return refused;
  const { intentTrace } = event.command;
  return closed(
    session,
    'canceled',
    now,
    intentTrace ? { ...session.personal, intentTrace } : session.personal,
  );
}

/** Time is up, and that is now stored; the clock is the caller's. */
export function expire(session: CheckoutSession, now: Date): CheckoutTransition {
  return refusalIn(session.status) ?? closed(session, 'expired', now, session.personal);
}

const closed = (
  session: CheckoutSession,
  status: 'canceled' | 'expired',
  now: Date,
  personal: PersonalData,
): CheckoutTransition =>
  ok(
    compact({ ...session, status, personal, authentication: undefined, updatedAt: now.toISOString() }),
    session.attempts > 0 ? releaseHeldOrder : [],
  );

const releaseHeldOrder: readonly CheckoutEffect[] = [{ type: 'release_held_order' }];
