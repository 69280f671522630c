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

export const transient = (message: string, outcome: PaymentWriteError['outcome']): PaymentWriteError => ({
  kind: 'transient',
  message,
  outcome,
});

/** An answer that makes no sense: nothing is known of what was done. */
export const nonsense = (what: string): PaymentWriteError =>
  transient(`Stripe's answer makes no sense: ${what}.`, 'unknown');
