import { createHash } from 'node:crypto';
import type { ConnectContext } from '@acp-hub/connector';
import { z } from 'zod';
import type { WoocommerceConfig } from '../config';

export interface Memory<T> {
  /** Of the connection's store. */
  readonly key: string;
  readonly value: z.ZodType<T>;
  /** How long it is taken for true. */
  readonly keptForMs: number;
  readonly read: () => Promise<T>;
}

/** @throws ConnectorError as reading does. */
export type Recall<T> = (options?: { readonly keptForMs: number }) => Promise<T>;

/** What is read of a shop once, kept for all replicas, and read again after a while or with other credentials. */
export function remember<T>(
  config: WoocommerceConfig,
  { store, clock }: ConnectContext,
  { key, value, keptForMs: usual, read }: Memory<T>,
): Recall<T> {
  const { url, consumer_key: consumerKey, consumer_secret: secret } = config;
  const credentials = createHash('sha256')
    .update(JSON.stringify([url, consumerKey, secret]))
    .digest('base64url');
  const kept = z.object({ value, credentials: z.literal(credentials), readAt: z.number() });
  type Kept = z.infer<typeof kept>;
  let inMemory: Kept | undefined;

  const stored = async (): Promise<Kept | undefined> => {
    const text = await store.get(key);
    return text === undefined ? undefined : kept.safeParse(JSON.parse(text)).data;
  };
  return async ({ keptForMs } = { keptForMs: usual }) => {
    const now = clock.now().getTime();
    const isFresh = (known: Kept | undefined): known is Kept =>
      known !== undefined && now >= known.readAt && now < known.readAt + keptForMs;
    if (isFresh(inMemory)) return inMemory.value;
    const known = keptForMs === 0 ? undefined : await stored();
    if (isFresh(known)) return (inMemory = known).value;
    inMemory = { value: await read(), credentials, readAt: now };
    await store.set(key, JSON.stringify(inMemory));
    return inMemory.value;
  };
}
