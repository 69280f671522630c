import type { PaymentWriteError } from '@acp-hub/payment';

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
  if (name === 'TimeoutError' || name === 'DeadlineExceededError')
    return transient(`Stripe did not answer within ${deadlineMs} ms.`, 'unknown');
  return neverSent.has(code)
    ? transient(`Stripe cannot be reached (${String(code)}).`, 'not_applied')
    : transient(`The connection to Stripe broke (${String(code)}).`, 'unknown');
}

/** What a status says that comes without an error of Stripe's: an answer of something in between. */
export const failureOfStatus = (
  status: number,
  retryAfter: string | undefined,
  now: Date,
): PaymentWriteError =>
  status === 429
    ? rateLimited(retryAfter, now)
    : transient(`Stripe answered ${status} without a reason.`, 'unknown');

/** @param retryAfter a number of seconds or an HTTP date (RFC 9110, 10.2.3). */
export function rateLimited(retryAfter: string | undefined, now: Date): PaymentWriteError {
  const seconds = secondsUntil(retryAfter, now);
  return {
    kind: 'rate_limited',
    message: 'Stripe wants fewer requests.',
    outcome: 'not_applied',
    ...(seconds !== undefined && { retryAfterSeconds: seconds }),
  };
}

function secondsUntil(retryAfter: string | undefined, now: Date): number | undefined {
  if (retryAfter === undefined) return undefined;
  const seconds = /^\d+$/.test(retryAfter)
    ? Number(retryAfter)
    : Math.ceil((Date.parse(retryAfter) - now.getTime()) / 1_000);
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

export const transient = (message: string, outcome: PaymentWriteError['outcome']): PaymentWriteError => ({
  kind: 'transient',
  message,
  outcome,
});

/** An answer that makes no sense: nothing is known of what was done. */
export const nonsense = (what: string): PaymentWriteError =>
  transient(`Stripe's answer makes no sense: ${what}.`, 'unknown');
