import Stripe from 'stripe';
import { transientFailure, type PaymentRejection, type PaymentWriteError } from '@acp-hub/payment';
import { nonsense, rateLimited } from './connection-failure';
import { NotAnsweredError } from './http-client';

/** Codes of https://docs.stripe.com/error-codes that say more than `invalid_request`. */
const reasons: Readonly<Record<string, PaymentRejection>> = {
  resource_missing: 'unknown_payment',
  payment_intent_unexpected_state: 'wrong_state',
  charge_already_captured: 'wrong_state',
  charge_expired_for_capture: 'wrong_state',
  payment_intent_authentication_failure: 'wrong_state',
  charge_disputed: 'wrong_state',
  charge_already_refunded: 'amount_out_of_range',
  amount_too_large: 'amount_out_of_range',
  amount_too_small: 'amount_out_of_range',
  parameter_invalid_integer: 'amount_out_of_range',
  charge_exceeds_source_limit: 'amount_out_of_range',
};

export const FORBIDDEN = 'The restricted key lacks a permission.';

/**
 * What the SDK threw, as a failure. Messages of Stripe are passed on only where it refuses: they speak to the
 * merchant, and secrets are taken out.
 * @throws whatever is no failure of Stripe or the network: a bug.
 */
export function failureOf(thrown: unknown, now: Date): PaymentWriteError {
  if (!(thrown instanceof Stripe.errors.StripeError)) throw thrown;
  if (thrown.detail instanceof NotAnsweredError) return thrown.detail.failure;
  if (thrown instanceof Stripe.errors.StripeAuthenticationError)
    return { kind: 'auth', message: 'Stripe refuses the secret key: check it.', outcome: 'not_applied' };
  if (thrown instanceof Stripe.errors.StripePermissionError)
    return { kind: 'auth', message: FORBIDDEN, outcome: 'not_applied' };
  if (thrown instanceof Stripe.errors.StripeRateLimitError)
    return rateLimited(thrown.headers?.['retry-after'], now);
  if (thrown instanceof Stripe.errors.StripeIdempotencyError)
    return rejected('idempotency_conflict', thrown.message);
  if (thrown instanceof Stripe.errors.StripeInvalidRequestError)
    return rejected(reasonOf(thrown), thrown.message);
  if (thrown instanceof Stripe.errors.StripeCardError) return rejected('wrong_state', thrown.message);
  if (thrown.statusCode === 409)
    return transientFailure('Stripe is still at work on the same request.', 'unknown');
  return thrown.statusCode === undefined
    ? nonsense('no error and no object')
    : transientFailure(`Stripe answered ${thrown.statusCode}.`, 'unknown');
}

/**
 * Stripe keeps a 500 under its key for a day and answers with it again (https://docs.stripe.com/api/idempotent_requests):
 * by that key nothing will ever be done any more.
 */
export const isKeptFailure = (thrown: unknown): boolean =>
  thrown instanceof Stripe.errors.StripeError &&
  (thrown.statusCode ?? 0) >= 500 &&
  thrown.headers?.['idempotent-replayed'] === 'true';

function reasonOf({ code, param }: Stripe.errors.StripeError): PaymentRejection {
  const known = code === undefined ? undefined : reasons[code];
  if (known !== undefined) return known;
  if (param === 'amount' || param === 'amount_to_capture') return 'amount_out_of_range';
  // A refund of an intent that took nothing: Stripe has no code for it.
  if (param === 'payment_intent') return 'wrong_state';
  return param === 'currency' ? 'currency_unsupported' : 'invalid_request';
}

const rejected = (reason: PaymentRejection, message: string): PaymentWriteError => ({
  kind: 'rejected',
  reason,
  message: withoutSecrets(message),
  outcome: 'not_applied',
});

/** Stripe quotes ids in its refusals, and a granted token's id is as good as money. */
const withoutSecrets = (message: string): string => message.replaceAll(/\b(spt|sk|rk|whsec)_\w+/g, '$1_…');
