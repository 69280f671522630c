import Stripe from 'stripe';
import type { PaymentRejection, PaymentWriteError } from '@acp-hub/payment';
import { nonsense, transient } from './connection-failure';
import { NotAnsweredError } from './http-client';

/** Codes of https://docs.stripe.com/error-codes that say more than `invalid_request`. */
const reasons: Readonly<Record<string, PaymentRejection>> = {
  resource_missing: 'unknown_payment',
  payment_intent_unexpected_state: 'wrong_state',
  charge_already_captured: 'wrong_state',
  charge_expired_for_capture: 'wrong_state',
  charge_disputed: 'wrong_state',
  charge_already_refunded: 'amount_out_of_range',
  amount_too_large: 'amount_out_of_range',
  amount_too_small: 'amount_out_of_range',
  parameter_invalid_integer: 'amount_out_of_range',
  charge_exceeds_source_limit: 'amount_out_of_range',
};

/**
 * What the SDK threw, as a failure. Messages of Stripe are passed on only where it refuses: they speak to the
 * merchant and hold no secret.
 * @throws whatever is no failure of Stripe or the network: a bug.
 */
export function failureOf(thrown: unknown): PaymentWriteError {
  if (!(thrown instanceof Stripe.errors.StripeError)) throw thrown;
  if (thrown.detail instanceof NotAnsweredError) return thrown.detail.failure;
  if (thrown instanceof Stripe.errors.StripeAuthenticationError)
    return { kind: 'auth', message: 'Stripe refuses the secret key: check it.', outcome: 'not_applied' };
  if (thrown instanceof Stripe.errors.StripePermissionError)
    return { kind: 'auth', message: 'The restricted key lacks a permission.', outcome: 'not_applied' };
  if (thrown instanceof Stripe.errors.StripeRateLimitError) return rateLimited(thrown);
  if (thrown instanceof Stripe.errors.StripeIdempotencyError)
    return thrown.statusCode === 409
      ? transient('Stripe is still at work on the same request.', 'unknown')
      : rejected('idempotency_conflict', thrown.message);
  if (thrown instanceof Stripe.errors.StripeInvalidRequestError)
    return rejected(reasonOf(thrown), thrown.message);
  if (thrown instanceof Stripe.errors.StripeCardError) return rejected('wrong_state', thrown.message);
  return thrown.statusCode === undefined
    ? nonsense('no error and no object')
    : transient(`Stripe answered ${thrown.statusCode}.`, 'unknown');
}

function reasonOf({ code, param }: Stripe.errors.StripeError): PaymentRejection {
  const known = code === undefined ? undefined : reasons[code];
  if (known !== undefined) return known;
  if (param === 'amount' || param === 'amount_to_capture') return 'amount_out_of_range';
  return param === 'currency' ? 'currency_unsupported' : 'invalid_request';
}

function rateLimited({ headers }: Stripe.errors.StripeError): PaymentWriteError {
  const seconds = Number(headers?.['retry-after']);
  return {
    kind: 'rate_limited',
    message: 'Stripe wants fewer requests.',
    outcome: 'not_applied',
    ...(Number.isInteger(seconds) && seconds >= 0 && { retryAfterSeconds: seconds }),
  };
}

const rejected = (reason: PaymentRejection, message: string): PaymentWriteError => ({
  kind: 'rejected',
  reason,
  message,
  outcome: 'not_applied',
});
