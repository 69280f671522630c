import type { PaymentWriteError } from './error';

/**
 * Codes of failures before a request was sent: no name, no connection, no trusted peer. After that a write may have
 * been applied.
 */
const neverSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$|CERT_|_CERT$|^UNABLE_TO_/;

/** The guard of the hub's connections refused the address: the account's setting is wrong. */
const REFUSED = 'DESTINATION_REFUSED';

interface Thrown {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
}

/** How the failures of one payment service are told that every service has, over HTTP. */
export interface ServiceFailures {
  /**
   * @param thrown what the dispatcher threw; its message is passed on only where the hub's own guard wrote it, as any
   * other may hold what was sent.
   */
  readonly ofConnection: (thrown: unknown, deadlineMs: number) => PaymentWriteError;
  /** @param retryAfter a number of seconds or an HTTP date (RFC 9110, 10.2.3). */
  readonly rateLimited: (retryAfter: string | readonly string[] | undefined, now: Date) => PaymentWriteError;
  /** An answer that makes no sense: nothing is known of what was done. */
  readonly nonsense: (what: string) => PaymentWriteError;
}

/** @param service begins a sentence, e.g. "Stripe". */
export const failuresOfService = (service: string): ServiceFailures => ({
  ofConnection(thrown, deadlineMs) {
    const { name, code, message } = thrown as Thrown;
    if (name === 'TimeoutError' || name === 'DeadlineExceededError')
      return transientFailure(`${service} did not answer within ${deadlineMs} ms.`, 'unknown');
    if (code === REFUSED)
      return {
        kind: 'config',
        message: `${service} was not asked. ${String(message)}`,
        outcome: 'not_applied',
      };
    return neverSent.test(String(code))
      ? transientFailure(`${service} cannot be reached (${String(code)}).`, 'not_applied')
      : transientFailure(`${service} gave no answer: the connection broke (${String(code)}).`, 'unknown');
  },
  rateLimited(retryAfter, now) {
    const retryAfterSeconds = secondsUntil(retryAfter, now);
    return {
      kind: 'rate_limited',
      message: `${service} wants fewer requests.`,
      outcome: 'not_applied',
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    };
  },
  nonsense: (what) => transientFailure(`${service}'s answer makes no sense: ${what}.`, 'unknown'),
});

/** Try again later. */
export const transientFailure = (
  message: string,
  outcome: PaymentWriteError['outcome'],
): PaymentWriteError => ({ kind: 'transient', message, outcome });

function secondsUntil(retryAfter: string | readonly string[] | undefined, now: Date): number | undefined {
  if (typeof retryAfter !== 'string') return undefined;
  const seconds = /^\d+$/.test(retryAfter)
    ? Number(retryAfter)
    : Math.ceil((Date.parse(retryAfter) - now.getTime()) / 1_000);
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
