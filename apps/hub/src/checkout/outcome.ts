import type { CheckoutRejection, CheckoutSession } from '@acp-hub/commerce';

/** Why the store could not be asked. */
export type StoreUnavailable = {
  readonly kind: 'store_unavailable';
  /** Seconds after which another try makes sense. */
  readonly retryAfterSeconds: number;
};

/** What a use case made of a session; nothing is stored yet. */
export type CheckoutOutcome =
  | { readonly kind: 'ok'; readonly session: CheckoutSession }
  | { readonly kind: 'rejected'; readonly rejection: CheckoutRejection; readonly session?: CheckoutSession }
  | StoreUnavailable;
