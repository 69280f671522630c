import type { CheckoutSession, CheckoutStatus } from './session';

/** Neither over nor in the middle of a payment: time ends it, and the buyer may finish it elsewhere. */
export const isOpen = (status: CheckoutStatus): boolean => {
  switch (status) {
    case 'incomplete':
    case 'not_ready_for_payment':
    case 'requires_escalation':
    case 'authentication_required':
    case 'ready_for_payment':
    case 'pending_approval':
      return true;
    case 'complete_in_progress':
    case 'in_progress':
    case 'completed':
    case 'canceled':
    case 'expired':
      return false;
  }
};

/** The status as of now: `expired` derives from the clock when read, whether or not it has been stored. */
export const effectiveStatus = (
  session: Pick<CheckoutSession, 'status' | 'expiresAt'>,
  now: Date,
): CheckoutStatus =>
  isOpen(session.status) && Date.parse(session.expiresAt) <= now.getTime() ? 'expired' : session.status;

/** A payment attempt is being carried out; `in_progress` is the older protocol versions' name for it. */
export const isPaying = (status: CheckoutStatus): boolean =>
  status === 'complete_in_progress' || status === 'in_progress';
