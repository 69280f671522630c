import type { PaymentRejection, PaymentWriteError } from '@acp-hub/payment';

/** Codes of failures before anything was sent. After that a write may have been applied. */
const neverSent: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** @param thrown what the dispatcher threw; its message is not passed on, as it may hold what was sent. */
export function failureOfConnection(thrown: unknown, deadlineMs: number): PaymentWriteError {
  const { name, code } = thrown as { readonly name?: unknown; readonly code?: unknown };
  if (name === 'TimeoutError')
    return transient(`The sandbox payment server did not answer within ${deadlineMs} ms.`, 'unknown');
  return neverSent.has(code)
    ? transient(`The sandbox payment server cannot be reached (${String(code)}).`, 'not_applied')
    : transient(`The connection to the sandbox payment server broke (${String(code)}).`, 'unknown');
}

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
  if (status === 429) {
    const retryAfterSeconds = secondsUntil(retryAfter, now);
    return {
      kind: 'rate_limited',
      message: 'The sandbox payment server wants fewer requests.',
      outcome: 'not_applied',
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    };
  }
  if (status === 408 || status >= 500)
    return transient(`The sandbox payment server answered ${status}.`, 'unknown');
  if (status >= 300 && status < 400)
    return transient(`The sandbox payment server redirects (${status}), which is not followed.`, 'unknown');
  return undefined;
}

/** Retry-After is a number of seconds or an HTTP date (RFC 9110, 10.2.3). */
function secondsUntil(retryAfter: string | string[] | undefined, now: Date): number | undefined {
  if (typeof retryAfter !== 'string') return undefined;
  const seconds = /^\d+$/.test(retryAfter)
    ? Number(retryAfter)
    : Math.ceil((Date.parse(retryAfter) - now.getTime()) / 1_000);
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

const transient = (message: string, outcome: PaymentWriteError['outcome']): PaymentWriteError => ({
  kind: 'transient',
  message,
  outcome,
});

/** An answer that makes no sense: nothing is known of what was done. */
export const nonsense = (what: string): PaymentWriteError =>
  transient(`The sandbox payment server's answer makes no sense: ${what}.`, 'unknown');

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
