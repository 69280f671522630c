/** A file of a feed as it lies ready, and what it is called where it is delivered to. */
export interface FeedFile {
  /** Stable from one delivery to the next. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/** `retryAfterMs`: how long the receiver asked to be left alone. */
export type DeliveryOutcome =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'failed'; readonly error: string; readonly retryAfterMs?: number };

export const failed = (error: string): DeliveryOutcome => ({ kind: 'failed', error });

/**
 * Brings a feed's files to where agents read them, all or none: until every file has arrived, what was delivered before
 * stays in place.
 */
export interface FileDelivery {
  deliver(files: readonly FeedFile[]): Promise<DeliveryOutcome>;
}
