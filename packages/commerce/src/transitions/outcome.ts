import type {
  CheckoutEffect,
  CheckoutEvent,
  CheckoutRejection,
  CheckoutTransition,
} from '../checkout-events';
import { effectiveStatus } from '../effective-status';
import type { CheckoutSession, CheckoutStatus } from '../session';

export const ok = (
  session: CheckoutSession,
  effects: readonly CheckoutEffect[] = [],
): CheckoutTransition => ({
  kind: 'ok',
  session,
  effects,
});

export const rejected = (rejection: CheckoutRejection): CheckoutTransition => ({
  kind: 'rejected',
  rejection,
});

/** A bug of the caller: the event does not belong to this state. */
export const illegal = (status: CheckoutStatus | 'none', event: CheckoutEvent['type']): CheckoutTransition =>
  rejected({ reason: 'illegal', status, event });

/** Why nobody may change the session now: it is over, also by the clock, or a payment is under way. */
export const refusal = (session: CheckoutSession, now: Date): CheckoutTransition | undefined =>
  refusalIn(effectiveStatus(session, now));

/** Like {@link refusal} for a status that is known. */
export function refusalIn(status: CheckoutStatus): CheckoutTransition | undefined {
  switch (status) {
    case 'completed':
    case 'canceled':
    case 'expired':
      return rejected({ reason: 'closed', status });
    case 'complete_in_progress':
    case 'in_progress':
      return rejected({ reason: 'payment_in_progress' });
    case 'incomplete':
    case 'not_ready_for_payment':
    case 'requires_escalation':
    case 'authentication_required':
    case 'ready_for_payment':
    case 'pending_approval':
      return undefined;
  }
}
