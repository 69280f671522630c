/** Why a call did not do what it was asked to. A decline is no error but an `Authorization`. */
export type PaymentError =
  /** The account is set up wrongly; the merchant must mend it. */
  | { readonly kind: 'config'; readonly message: string }
  /** The credentials were refused. */
  | { readonly kind: 'auth'; readonly message: string }
  /** The provider cannot be reached, is failing or answers nonsense: try again later. */
  | { readonly kind: 'transient'; readonly message: string }
  | { readonly kind: 'rate_limited'; readonly message: string; readonly retryAfterSeconds?: number }
  /** The provider understood and refuses; the same call will be refused again. */
  | { readonly kind: 'rejected'; readonly reason: PaymentRejection; readonly message: string }
  /** The provider or this account has no such operation. */
  | { readonly kind: 'unsupported'; readonly message: string };

export type PaymentRejection =
  | 'unknown_payment'
  /** The payment's state forbids it: capture after void, void after capture, refund before capture. */
  | 'wrong_state'
  /** More than is left to capture or to refund, or below the provider's minimum. */
  | 'amount_out_of_range'
  | 'currency_unsupported'
  /** The key was used for a different request: a bug of the caller. */
  | 'idempotency_conflict'
  | 'signature_invalid'
  | 'invalid_request';

/** A failed write also says whether it may have been applied: a time-out after sending is `unknown`. */
export type PaymentWriteError = PaymentError & { readonly outcome: 'not_applied' | 'unknown' };

export type PaymentReadResult<Value> = PaymentResult<Value, PaymentError>;
export type PaymentWriteResult<Value> = PaymentResult<Value, PaymentWriteError>;

type PaymentResult<Value, Failure> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: Failure };
