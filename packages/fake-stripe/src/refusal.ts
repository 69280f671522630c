import type { PaymentIntent } from './books/records';

/** An error as the API words it (https://docs.stripe.com/api/errors). */
export interface StripeErrorBody {
  readonly type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  readonly message: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly param?: string;
  readonly payment_intent?: PaymentIntent;
}

export interface Refusal {
  readonly ok: false;
  readonly status: 400 | 401 | 402 | 404 | 409;
  readonly error: StripeErrorBody;
  /** Refused before the endpoint ran, so that the idempotency key keeps nothing. */
  readonly early: boolean;
}

/** Parameters that make no sense: the key may be used again. */
export const refuseEarly = (
  message: string,
  more: Partial<StripeErrorBody> = {},
  status: Refusal['status'] = 400,
): Refusal => ({
  ok: false,
  status,
  error: { type: 'invalid_request_error', message, ...more },
  early: true,
});

/** Parameters that make sense and cannot be followed: the key keeps the answer. */
export const refuse = (message: string, more: Partial<StripeErrorBody> = {}): Refusal => ({
  ...refuseEarly(message, more),
  early: false,
});

/** 402: the issuer's no, with the intent as it stands. */
export const declineCharge = (intent: PaymentIntent, error: StripeErrorBody): Refusal => ({
  ok: false,
  status: 402,
  error: { ...error, payment_intent: intent },
  early: false,
});

export const noSuch = (what: string, id: string, param: string): Refusal =>
  refuseEarly(`No such ${what}: '${id}'`, { code: 'resource_missing', param }, 404);
