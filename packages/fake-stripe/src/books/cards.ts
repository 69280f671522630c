import type { PaymentError } from './records';

/** What a test card makes of a charge. */
export type CardBehaviour =
  | { readonly kind: 'approve'; readonly disputed?: true }
  | { readonly kind: 'decline'; readonly error: PaymentError }
  | { readonly kind: 'authenticate'; readonly directoryServer: string };

const decline = (code: string, declineCode: string, message: string): CardBehaviour => ({
  kind: 'decline',
  error: { type: 'card_error', code, decline_code: declineCode, message },
});
const declined = (declineCode: string): CardBehaviour =>
  decline('card_declined', declineCode, 'Your card was declined.');

/** Stripe's test payment methods (https://docs.stripe.com/testing), as far as they are played here. */
export const testCards: Readonly<Record<string, CardBehaviour>> = {
  pm_card_visa: { kind: 'approve' },
  pm_card_mastercard: { kind: 'approve' },
  pm_card_createDispute: { kind: 'approve', disputed: true },
  pm_card_authenticationRequired: { kind: 'authenticate', directoryServer: 'visa' },
  pm_card_visa_chargeDeclined: declined('generic_decline'),
  pm_card_visa_chargeDeclinedInsufficientFunds: decline(
    'card_declined',
    'insufficient_funds',
    'Your card has insufficient funds.',
  ),
  pm_card_visa_chargeDeclinedLostCard: declined('lost_card'),
  pm_card_visa_chargeDeclinedStolenCard: declined('stolen_card'),
  pm_card_radarBlock: declined('fraudulent'),
  pm_card_chargeDeclinedExpiredCard: decline('expired_card', 'expired_card', 'Your card has expired.'),
};

export const authenticationRequired: PaymentError = {
  type: 'card_error',
  code: 'authentication_required',
  decline_code: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
};
