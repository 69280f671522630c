import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { Collection } from '@acp-hub/fake-kit';
import type { Refusal } from '../refusal';
import type { Reply } from './reply';

/** The answer a key got, and the request it was for. */
export interface KeyRecord {
  readonly fingerprint: string;
  readonly reply: Reply;
  /** Seconds since 1970. */
  readonly at: number;
}

/** "At least 24 hours", says Stripe; here it is exactly that, so that whoever relies on more is found out. */
const KEPT_SECONDS = 24 * 3_600;

/** One write under its key. */
export interface Keyed {
  readonly id: string;
  readonly fingerprint: string;
}

/** @param form the body as it was sent: libraries write the same parameters the same way. */
export const keyed = (account: string, key: string, path: string, form: object): Keyed => ({
  id: `${account}/${key}`,
  fingerprint: createHash('sha256')
    .update(JSON.stringify([path, form]))
    .digest('base64url'),
});

const idempotencyRefusal = (status: 400 | 409, message: string, code?: string): Refusal => ({
  ok: false,
  status,
  error: { type: 'idempotency_error', message, ...(code !== undefined && { code }) },
  early: true,
});

/**
 * Keys as Stripe treats them (https://docs.stripe.com/api/idempotent_requests): the first answer is kept, errors
 * too, once the endpoint began; other parameters are refused, and so is a key whose first request still runs.
 */
export function createKeys(known: Collection<KeyRecord>, now: () => number) {
  const inFlight = new Set<string>();
  return {
    /** What was answered under that key before, or why it cannot be used; `undefined` where it is new. */
    replay({ id, fingerprint }: Keyed): Reply | Refusal | undefined {
      const kept = known.get(id);
      const record = kept !== undefined && now() - kept.at < KEPT_SECONDS ? kept : undefined;
      if (record !== undefined && record.fingerprint !== fingerprint)
        return idempotencyRefusal(
          400,
          'Keys for idempotent requests can only be used with the same parameters.',
        );
      if (inFlight.has(id))
        return idempotencyRefusal(
          409,
          'Another request with this key is in progress.',
          'idempotency_key_in_use',
        );
      return record?.reply;
    },
    /** From now until its connection is done with, the key is in use. */
    begin({ id }: Keyed, reply: FastifyReply): void {
      inFlight.add(id);
      reply.raw.once('close', () => inFlight.delete(id));
    },
    keep({ id, fingerprint }: Keyed, reply: Reply): void {
      known.set(id, { fingerprint, reply, at: now() });
    },
  };
}

export type Keys = ReturnType<typeof createKeys>;
