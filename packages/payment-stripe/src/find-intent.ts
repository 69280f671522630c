import { transientFailure, type PaymentReadResult } from '@acp-hub/payment';
import type { StripeClient } from './client';
import { KEY_MEMBER, RESUMED_MEMBER, searchByKey } from './metadata';
import { foundSchema, type WireFound } from './wire';

/** How far search may lag behind at the worst (https://docs.stripe.com/search, "Data freshness"). */
const WORST_LAG_SECONDS = 3_600;
/** Search is usually behind by less than a minute; this many are more than enough. */
const USUAL_LAG_SECONDS = 300;
/** Stripe lists no more at once. */
const PAGE = 100;
const MOST_PAGES = 20;

export interface FoundIntent {
  readonly id: string;
  /** The key is that of an authorise which went on with a payment that had asked for 3-D Secure. */
  readonly resumed: boolean;
}

/**
 * The intent that was opened or resumed under that key. Search knows every one, but late; the list of the newest is
 * always up to date. Only what is on neither was not applied.
 */
export async function findIntent(
  client: StripeClient,
  idempotencyKey: string,
  now: Date,
): Promise<PaymentReadResult<FoundIntent | undefined>> {
  const searched = await client.read(foundSchema, (sdk) =>
    sdk.paymentIntents.search({ query: searchByKey(idempotencyKey), limit: 1 }, client.options()),
  );
  if (!searched.ok) return searched;
  const [hit] = searched.value.data;
  if (hit !== undefined) return { ok: true, value: foundBy(idempotencyKey, hit) };
  return lookThroughNewest(client, idempotencyKey, Math.floor(now.getTime() / 1_000));
}

async function lookThroughNewest(
  client: StripeClient,
  idempotencyKey: string,
  now: number,
): Promise<PaymentReadResult<FoundIntent | undefined>> {
  const created = { gte: now - WORST_LAG_SECONDS };
  let after: WireFound['data'][number] | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const listed = await client.read(foundSchema, (sdk) =>
      sdk.paymentIntents.list(
        { created, limit: PAGE, ...(after && { starting_after: after.id }) },
        client.options(),
      ),
    );
    if (!listed.ok) return listed;
    const { data, has_more: hasMore } = listed.value;
    const hit = data.find(
      ({ metadata }) =>
        metadata[KEY_MEMBER] === idempotencyKey || metadata[RESUMED_MEMBER] === idempotencyKey,
    );
    if (hit !== undefined) return { ok: true, value: foundBy(idempotencyKey, hit) };
    after = data.at(-1);
    if (!hasMore || after === undefined) return { ok: true, value: undefined };
  }
  const covered = now - (after?.created ?? now);
  return covered >= USUAL_LAG_SECONDS
    ? { ok: true, value: undefined }
    : { ok: false, error: transientFailure('Stripe’s search is behind; look again in a minute.', 'unknown') };
}

const foundBy = (idempotencyKey: string, { id, metadata }: WireFound['data'][number]): FoundIntent => ({
  id,
  resumed: metadata[KEY_MEMBER] !== idempotencyKey,
});
