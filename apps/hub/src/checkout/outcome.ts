import type { CheckoutRejection, CheckoutSession } from '@acp-hub/commerce';
import type { RejectionReason } from '@acp-hub/connector';

/** Why the store could not be asked. */
export type StoreUnavailable = {
  readonly kind: 'store_unavailable';
  /** Seconds after which another try makes sense. */
  readonly retryAfterSeconds: number;
};

/** The store understood the request and will never take it as it is: the agent's to mend. */
export type StoreRefusal = {
  readonly kind: 'store_refuses';
  readonly reason: RejectionReason;
};

/** What a use case made of a session; nothing is stored yet. */
export type CheckoutOutcome =
  | { readonly kind: 'ok'; readonly session: CheckoutSession }
  | { readonly kind: 'rejected'; readonly rejection: CheckoutRejection; readonly session?: CheckoutSession }
  | StoreUnavailable
  | StoreRefusal;
