import type { OnProgress } from '../progress';

/** A file of a feed as it lies ready, and what it is called where it is delivered to. */
export interface FeedFile {
  /** Stable from one delivery to the next. */
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

export const bytesOf = (files: readonly FeedFile[]): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0);

/** `retryAfterMs`: how long the receiver asked to be left alone. */
export type DeliveryOutcome =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'failed'; readonly error: string; readonly retryAfterMs?: number };

export const failed = (error: string): DeliveryOutcome => ({ kind: 'failed', error });

/** How a delivery is stopped, and who is told how far it is. */
export interface DeliveryControl {
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

/**
 * Brings a feed's files to where agents read them, all or none: until every file has arrived, what was delivered before
 * stays in place.
 * @throws the signal's reason where it is stopped
 */
export interface FileDelivery {
  deliver(files: readonly FeedFile[], control?: DeliveryControl): Promise<DeliveryOutcome>;
}
