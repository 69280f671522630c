import { createHash } from 'node:crypto';
import type { ConnectContext } from '@acp-hub/connector';
import { z } from 'zod';

const attempt = z.object({
  /** When it was first tried to place an order under the key. */
  since: z.string(),
  /** The order, once its answer was read. */
  orderId: z.string().optional(),
});

export type Attempt = z.infer<typeof attempt>;

/** Longer than any attempt or case about one stays open; after that nobody asks for its key again. */
const KEPT_FOR_MS = 365 * 24 * 60 * 60 * 1_000;

/**
 * Which keys were ever used to place an order, and what came of it. WooCommerce knows no keys; a key that is not noted
 * here was never sent, since it is noted before the order is.
 */
export class Attempts {
  constructor(private readonly context: Pick<ConnectContext, 'store' | 'clock'>) {}

  async find(key: string): Promise<Attempt | undefined> {
    const stored = await this.context.store.get(nameOf(key));
    return stored === undefined ? undefined : attempt.parse(JSON.parse(stored));
  }

  async begin(key: string): Promise<void> {
    await this.#write(key, { since: this.context.clock.now().toISOString() });
  }

  async placed(key: string, orderId: string): Promise<void> {
    await this.#write(key, { since: this.context.clock.now().toISOString(), orderId });
  }

  #write(key: string, value: Attempt): Promise<void> {
    const until = new Date(this.context.clock.now().getTime() + KEPT_FOR_MS);
    return this.context.store.set(nameOf(key), JSON.stringify(value), until);
  }
}

const nameOf = (key: string): string => `placing/${createHash('sha256').update(key).digest('base64url')}`;
