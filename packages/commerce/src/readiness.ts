import type { Message } from './message';
import type { CheckoutStatus } from './session';

/** Of a priced session no payment attempt is open on. */
export type Readiness = Extract<
  CheckoutStatus,
  'ready_for_payment' | 'not_ready_for_payment' | 'requires_escalation' | 'pending_approval'
>;

/**
 * Ready is a session against which no error stands. Where only the buyer can help, on the merchant's own
 * site, it is escalated; where somebody must approve, it waits for that.
 */
export function readinessOf(messages: readonly Message[]): Readiness {
  let readiness: Readiness = 'ready_for_payment';
  for (const message of messages) {
    if (message.type !== 'error') continue;
    switch (message.code) {
      case 'requires_sign_in':
      case 'age_verification_required':
      case 'intervention_required':
        return 'requires_escalation';
      case 'approval_required':
        readiness = 'pending_approval';
        break;
      default:
        if (message.resolution === 'requires_buyer_review') return 'requires_escalation';
        if (readiness === 'ready_for_payment') readiness = 'not_ready_for_payment';
    }
  }
  return readiness;
}
