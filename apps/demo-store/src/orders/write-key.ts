import { createHash } from 'node:crypto';
import type { WireOrder } from '@acp-hub/store-contract';
import type { Books } from '../books/books';
import { done, refused, type Result } from '../result';

/** Names a write, so that a repetition is known for what it is. */
export interface WriteKey {
  /** The endpoint’s name and the caller’s `Idempotency-Key`. */
  readonly key: string;
  readonly fingerprint: string;
}

export interface Written {
  readonly order: WireOrder;
  /** True when nothing was written now: the answer repeats an earlier one. */
  readonly repeated: boolean;
  readonly refundId?: string;
}

type Endpoint = 'place' | 'pay' | 'cancel' | 'refund';

const keyOf = (endpoint: Endpoint, idempotencyKey: string): string => `${endpoint}:${idempotencyKey}`;

/** The key an order was placed under, as the books keep it. */
export const placementKey = (idempotencyKey: string): string => keyOf('place', idempotencyKey);

/** Names a write by its key and what it asks for; every endpoint has keys of its own. */
export const writeKey = (
  endpoint: Endpoint,
  idempotencyKey: string,
  orderId: string,
  body: unknown,
): WriteKey => ({
  key: keyOf(endpoint, idempotencyKey),
  fingerprint: createHash('sha256')
    .update(JSON.stringify([orderId, body]))
    .digest('hex'),
});

/** What an earlier request with that key did; a refusal where it was another request. */
export async function earlierWrite(
  books: Books,
  { key, fingerprint }: WriteKey,
): Promise<Result<Written | undefined>> {
  const known = await books.tables.keys.get(key);
  if (known === undefined) return done(undefined);
  if (known.fingerprint !== fingerprint)
    return refused(
      'idempotency_conflict',
      'This Idempotency-Key came with another request before: use a new key for a new request.',
      { param: 'Idempotency-Key' },
    );
  const record = await books.tables.orders.get(known.orderId);
  if (record === undefined) throw new Error(`The key of order ${known.orderId} outlived the order.`);
  return done({
    order: record.order,
    repeated: true,
    ...(known.refundId !== undefined && { refundId: known.refundId }),
  });
}
