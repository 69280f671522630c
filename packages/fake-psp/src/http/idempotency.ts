import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Collection } from '@acp-hub/fake-kit';
import { refuse, type Refusal, type Reply } from '../refusal';

/** The answer a key got, and the request it was for. */
export interface KeyRecord {
  readonly fingerprint: string;
  readonly reply: Reply;
  readonly paymentId: string | undefined;
}

/** A write under its key: same key and request, same answer; nothing is run twice. */
export interface Keyed {
  readonly merchantId: string;
  readonly key: string;
  readonly path: string;
  readonly body: unknown;
}

/** Digest of path and JSON value; the order of members does not matter. */
export const fingerprintOf = ({ path, body }: Keyed): string =>
  createHash('sha256')
    .update(canonicalize([path, body]) ?? '')
    .digest('base64url');

export const keyId = (merchantId: string, key: string): string => `${merchantId}/${key}`;

/** What was answered under that key before; `undefined` where it is new. */
export function replay(keys: Collection<KeyRecord>, keyed: Keyed): Reply | Refusal | undefined {
  const known = keys.get(keyId(keyed.merchantId, keyed.key));
  if (known === undefined) return undefined;
  return known.fingerprint === fingerprintOf(keyed)
    ? known.reply
    : refuse('idempotency_conflict', 'The Idempotency-Key was used for a different request.');
}

/** The header's value, where it can serve as a key. */
export function readKey(
  header: string | readonly string[] | undefined,
): { readonly ok: true; readonly key: string } | Refusal {
  return typeof header === 'string' && header.length > 0 && header.length <= 255
    ? { ok: true, key: header }
    : refuse('idempotency_key_required', 'Send an Idempotency-Key of 1 to 255 characters.');
}
