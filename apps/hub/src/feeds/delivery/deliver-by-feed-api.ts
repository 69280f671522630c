import { acpUpserts, type UpsertLimits, type WireProduct, type WireVariant } from '@acp-hub/feed-formats';
import type { FeedApiTarget } from '../target';
import { failed, type DeliveryOutcome } from './delivery';
import { FeedApiClient, type Answer, type FeedApiOptions } from './feed-api-client';
import { SentProducts, type Differences, type ShownVariant } from './feed-api-comparison';

export interface FeedApiDelivery extends FeedApiOptions {
  /** Whether what is sent is all there should be: what else the receiver has is withdrawn. */
  readonly isAll: boolean;
  /** Whether to look at what arrived; it is the whole feed that is read for it. */
  readonly readsBack: boolean;
  readonly limits?: UpsertLimits;
}

/** The protocol names no limits: small enough for any server's. */
const LIMITS: UpsertLimits = { mostProducts: 200, mostBytes: 2 * 1024 * 1024 };

/** Accepted, and not there as it was sent. */
interface Differing {
  readonly kind: 'differs';
  readonly differences: Differences;
}

type Products = AsyncIterable<WireProduct> | Iterable<WireProduct>;

/** The Feed API has no deleting: what is not sold any more is told to be discontinued. */
const discontinued = ({ id, title }: ShownVariant): WireVariant => ({
  id,
  title: title ?? id,
  availability: { available: false, status: 'discontinued' },
});

/** What sets differences right: the products as they should be, without what else the receiver shows of them. */
async function* corrections(products: Products, differences: Differences): AsyncGenerator<WireProduct> {
  const open = new Map(differences);
  for await (const product of products) {
    const shown = open.get(product.id);
    if (shown === undefined) continue;
    open.delete(product.id);
    const own = new Set(product.variants.map(({ id }) => id));
    const others = shown.filter(({ id }) => !own.has(id)).map(discontinued);
    yield { ...product, variants: [...product.variants, ...others] };
  }
  for (const [id, shown] of open) yield { id, variants: shown.map(discontinued) };
}

/**
 * Upserts products by a Feed API in batches, waits as long as it asks, and reads back what arrived: what was accepted and
 * forgotten is sent once more, what should not be there any more is withdrawn, and where that does not help it is told of.
 * Sending twice changes nothing.
 */
export class DeliverByFeedApi {
  readonly #client: FeedApiClient;

  constructor(
    target: FeedApiTarget,
    private readonly delivery: FeedApiDelivery,
  ) {
    this.#client = new FeedApiClient(target, delivery);
  }

  /** @param read gives the same products each time it is called. */
  async deliver(read: () => Products): Promise<DeliveryOutcome> {
    const sent = new SentProducts();
    const refusal = await this.#upsertAll(read(), sent);
    if (refusal !== undefined || !this.delivery.readsBack) return refusal ?? { kind: 'delivered' };
    if (sent.size === 0 && !this.delivery.isAll) return { kind: 'delivered' };
    const first = await this.#readBack(sent);
    if (first.kind !== 'differs') return first;
    const again = await this.#upsertAll(corrections(read(), first.differences));
    if (again !== undefined) return again;
    const second = await this.#readBack(sent);
    if (second.kind !== 'differs') return second;
    const ids = [...second.differences.keys()];
    return failed(
      `${this.#client.host} accepted the products twice and has ${ids.length} of them not as they were sent ` +
        `(${ids.slice(0, 5).join(', ')}): ask its operator.`,
    );
  }

  /** Notes in `sent` what was accepted. @returns why not all of it was. */
  async #upsertAll(products: Products, sent?: SentProducts): Promise<DeliveryOutcome | undefined> {
    let done = 0;
    for await (const { body, products: some } of acpUpserts(products, this.delivery.limits ?? LIMITS)) {
      this.delivery.signal?.throwIfAborted();
      const answer = await this.#client.upsert(body);
      if (answer.kind !== 'taken' || !isAccepted(answer.value))
        return this.#refusal(answer, 'did not take the products');
      for (const product of some) sent?.note(product);
      done += some.length;
      this.delivery.onProgress?.({ stage: 'upload', done, of: 'products' });
    }
    return undefined;
  }

  async #readBack(sent: SentProducts): Promise<DeliveryOutcome | Differing> {
    this.delivery.onProgress?.({ stage: 'read_back', done: 0, of: 'products' });
    const answer = await this.#client.products((shown) => sent.compare(shown, this.delivery.isAll));
    if (answer.kind !== 'taken') return this.#refusal(answer, 'took the products and does not show them');
    const differences = answer.value;
    return differences.size === 0 ? { kind: 'delivered' } : { kind: 'differs', differences };
  }

  #refusal(answer: Answer<unknown>, what: string): DeliveryOutcome {
    switch (answer.kind) {
      case 'unreachable':
        return failed(`${this.#client.host} cannot be reached: ${answer.error}`);
      case 'taken':
        return failed(`${this.#client.host} ${what}: it answered "accepted": false.`);
      case 'refused': {
        const { status, text, waitMs } = answer;
        const advice = adviceFor(status);
        return {
          kind: 'failed',
          error: `${this.#client.host} ${what} (${status}${messageOf(text)})${advice === undefined ? '.' : `: ${advice}.`}`,
          ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
        };
      }
    }
  }
}

function adviceFor(status: number): string | undefined {
  if (status === 401 || status === 403) return 'check the token';
  return status === 404 ? 'check the feed’s address' : undefined;
}

const memberOf = (text: string, name: string): unknown => {
  try {
    return (JSON.parse(text) as Record<string, unknown> | null)?.[name];
  } catch {
    return undefined;
  }
};

/** An answer without the word is taken for yes; what it is worth shows when it is read back. */
const isAccepted = (text: string): boolean => memberOf(text, 'accepted') !== false;

const messageOf = (text: string): string => {
  const message = memberOf(text, 'message');
  return typeof message === 'string' ? `: ${message.slice(0, 200)}` : '';
};
