import type { Authorization, DeclineCode, PaymentId } from '@acp-hub/payment';

/** Stripe's decline codes that say what we can say (https://docs.stripe.com/declines/codes). */
const codes: Readonly<Record<string, DeclineCode>> = {
  insufficient_funds: 'insufficient_funds',
  card_velocity_exceeded: 'insufficient_funds',
  withdrawal_count_limit_exceeded: 'insufficient_funds',
  expired_card: 'card_expired',
  fraudulent: 'fraud_suspected',
  lost_card: 'fraud_suspected',
  stolen_card: 'fraud_suspected',
  pickup_card: 'fraud_suspected',
  restricted_card: 'fraud_suspected',
  merchant_blacklist: 'fraud_suspected',
  security_violation: 'fraud_suspected',
  authentication_required: 'authentication_failed',
  mobile_device_authentication_required: 'authentication_failed',
  payment_intent_authentication_failure: 'authentication_failed',
};

/** For the buyer. Suspicion is not told apart from any other no, as Stripe asks (same page). */
const messages: Readonly<Record<DeclineCode, string>> = {
  card_declined: 'The card was declined.',
  insufficient_funds: 'The card has insufficient funds.',
  card_expired: 'The card has expired.',
  fraud_suspected: 'The card was declined.',
  authentication_failed: 'The card demands 3-D Secure, and the buyer was not authenticated.',
  token_invalid: 'The payment token is not valid for this merchant.',
  token_expired: 'The payment token has expired.',
  token_used: 'The payment token was used before.',
  token_limit_exceeded: 'The payment token does not cover the amount.',
};

interface CardError {
  readonly code?: string | undefined;
  readonly decline_code?: string | undefined;
}

/** The issuer's no as a value. */
export const cardDecline = (error: CardError | null | undefined, paymentId?: PaymentId): Authorization =>
  decline(codes[error?.decline_code ?? ''] ?? codes[error?.code ?? ''] ?? 'card_declined', paymentId);

/** @param message instead of what is usually said. */
export const decline = (
  code: DeclineCode,
  paymentId?: PaymentId,
  message = messages[code],
): Authorization => ({
  status: 'declined',
  ...(paymentId !== undefined && { paymentId }),
  code,
  message,
});
