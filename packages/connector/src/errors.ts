import type { ItemId, Quote } from '@acp-hub/commerce';

/** Whether a failed write may have taken effect. `unknown`: look the order up before anything else. */
export type WriteOutcome = 'not_applied' | 'unknown';

/** Why a platform refused for good what it understood. */
export type RejectionReason =
  | { readonly code: 'price_changed'; readonly quote?: Quote }
  | { readonly code: 'out_of_stock'; readonly items: readonly ItemId[] }
  | { readonly code: 'quote_expired' }
  /** `address` where it is known which one; the delivery address is the usual. */
  | {
      readonly code: 'invalid_address';
      readonly field?: string;
      readonly address?: 'delivery' | 'billing';
    }
  | { readonly code: 'region_restricted' }
  | { readonly code: 'order_not_found' }
  /** The order's state does not allow it: cancelling what has shipped, paying what is cancelled. */
  | { readonly code: 'order_state'; readonly state: string }
  | { readonly code: 'amount_mismatch' }
  /** The platform takes the payment itself and was refused; nothing was taken, and another token may pass. */
  | { readonly code: 'payment_declined' }
  | { readonly code: 'other' };

interface ErrorDetails {
  /** HTTP status of the platform's answer, where there was one. */
  readonly status?: number;
  readonly cause?: unknown;
}

/**
 * Every failure a connector reports. The message is for operators and merchants: it says what to do
 * and holds neither secrets nor buyer data.
 */
export type ConnectorFailure =
  /** The connection is misconfigured: wrong URL, missing permission, unsupported currency. */
  | { readonly kind: 'config' }
  /** The platform does not accept the credentials. */
  | { readonly kind: 'auth' }
  /** Not reachable, too slow or broken for the moment; worth another try. */
  | { readonly kind: 'transient' }
  | { readonly kind: 'rate_limited'; readonly retryAfterMs: number }
  | { readonly kind: 'rejected'; readonly reason: RejectionReason }
  /** The platform or this connector cannot do that at all. */
  | { readonly kind: 'unsupported' };

export class ConnectorError extends Error {
  override readonly name = 'ConnectorError';
  readonly failure: ConnectorFailure;
  readonly outcome: WriteOutcome;
  readonly status: number | undefined;

  /** @param outcome for reads always `not_applied`. */
  constructor(failure: ConnectorFailure, message: string, outcome: WriteOutcome, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.failure = failure;
    this.outcome = outcome;
    this.status = details.status;
  }
}
