import {
  failuresOfService,
  transientFailure,
  type PaymentRejection,
  type PaymentWriteError,
} from '@acp-hub/payment';

export const {
  ofConnection: failureOfConnection,
  nonsense,
  rateLimited,
} = failuresOfService('The sandbox payment server');

/** Statuses that speak for themselves; `undefined` where the body must be read. */
export function failureOfStatus(
  status: number,
  retryAfter: string | string[] | undefined,
  now: Date,
): PaymentWriteError | undefined {
  if (status === 401 || status === 403)
    return {
      kind: 'auth',
      message: 'The sandbox payment server refuses the API key: check it.',
      outcome: 'not_applied',
    };
  if (status === 429) return rateLimited(retryAfter, now);
  if (status === 408 || status >= 500)
    return transientFailure(`The sandbox payment server answered ${status}.`, 'unknown');
  if (status >= 300 && status < 400)
    return transientFailure(
      `The sandbox payment server redirects (${status}), which is not followed.`,
      'unknown',
    );
  return undefined;
}

const reasons: Readonly<Record<string, PaymentRejection>> = {
  not_found: 'unknown_payment',
  wrong_state: 'wrong_state',
  amount_out_of_range: 'amount_out_of_range',
  idempotency_conflict: 'idempotency_conflict',
  invalid_request: 'invalid_request',
  idempotency_key_required: 'invalid_request',
};

/** @param code the server's own, stable code. */
export const rejection = (code: string, message: string): PaymentWriteError => ({
  kind: 'rejected',
  reason: reasons[code] ?? 'invalid_request',
  message,
  outcome: 'not_applied',
});
