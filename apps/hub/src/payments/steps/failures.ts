import type { ErrorCode, Message, Resolution } from '@acp-hub/commerce';
import { ConnectorError, type RejectionReason } from '@acp-hub/connector';
import type { PaymentError, PaymentWriteError } from '@acp-hub/payment';
import { refusedAddressPath } from '../../checkout/refused-address';
import type { Ending, StepResult } from '../saga';

/** An error message about paying. `param` points into the completing request or the session. */
export const paymentMessage = (
  code: ErrorCode,
  content: string,
  param: string,
  resolution: Resolution,
): Message => ({
  type: 'error',
  code,
  content,
  contentType: 'plain',
  param,
  resolution,
});

/** @param why for operators; by default what the agent is told. */
export const failedWith = (message: Message, why: string = message.content): StepResult => ({
  kind: 'refused',
  ending: { kind: 'failed', message },
  why,
});

const changed = (why: string): StepResult => ({ kind: 'refused', ending: { kind: 'changed' }, why });

/** A platform's refusal or trouble as a step result. @throws what is not a connector's failure: a bug. */
export function platformFailure(error: unknown): StepResult {
  if (!(error instanceof ConnectorError)) throw error;
  const { failure, outcome, message } = error;
  switch (failure.kind) {
    case 'transient':
    case 'config':
    case 'auth':
      return { kind: 'retry', outcome, waitMs: 0, why: message };
    case 'rate_limited':
      return { kind: 'retry', outcome, waitMs: failure.retryAfterMs, why: message };
    case 'unsupported':
      return failedWith(conflict('The store cannot take this order.'), message);
    case 'rejected':
      return platformRefusal(failure.reason, message);
  }
}

function platformRefusal(reason: RejectionReason, why: string): StepResult {
  switch (reason.code) {
    case 'price_changed':
    case 'out_of_stock':
    case 'quote_expired':
    case 'region_restricted':
      return changed(why);
    case 'invalid_address':
      return failedWith(
        paymentMessage(
          'invalid',
          `The store does not accept this ${reason.address === 'billing' ? 'billing address' : 'address'}.`,
          refusedAddressPath(reason),
          'requires_buyer_input',
        ),
        why,
      );
    case 'payment_declined':
      return failedWith(declined('The payment was declined; send a new token.'), why);
    case 'order_not_found':
    case 'order_state':
    case 'amount_mismatch':
    case 'other':
      return failedWith(conflict('The store refused the order; nothing was charged.'), why);
  }
}

export const conflict = (content: string): Message => paymentMessage('conflict', content, '$', 'recoverable');

export const declined = (content: string): Message =>
  paymentMessage('payment_declined', content, '$.payment_data', 'requires_buyer_input');

/** A provider's failed write as a step result; a refusal ends the attempt by `ending`. */
export function paymentFailure(error: PaymentWriteError, ending: Ending): StepResult {
  return retryOf(error, error.outcome) ?? { kind: 'refused', ending, why: error.message };
}

/** What was to be taken back stands: nobody needs to be told another ending than the one that is set. */
export const undoFailure = (error: PaymentWriteError): StepResult =>
  paymentFailure(error, { kind: 'unavailable' });

/** A failed read tells nothing about the write it was to look for. */
export const lookupFailure = (error: PaymentError): StepResult =>
  retryOf(error, 'unknown') ?? { kind: 'retry', outcome: 'unknown', waitMs: 0, why: error.message };

function retryOf(error: PaymentError, outcome: 'not_applied' | 'unknown'): StepResult | undefined {
  switch (error.kind) {
    case 'transient':
    case 'config':
    case 'auth':
      return { kind: 'retry', outcome, waitMs: 0, why: error.message };
    case 'rate_limited':
      return { kind: 'retry', outcome, waitMs: (error.retryAfterSeconds ?? 1) * 1_000, why: error.message };
    case 'rejected':
    case 'unsupported':
      return undefined;
  }
}
