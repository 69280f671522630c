import type { OwnedTransport } from '@acp-hub/connector-http';
import type { Clock } from '../../clock';
import { wantedDelayMs } from '../../webhooks/wanted-delay';
import type { FeedApiTarget } from '../target';
import { failed, type DeliveryOutcome } from './delivery';
import { fingerprintOf, inBatches, type ApiProduct, type BatchLimits } from './feed-api-batches';

export interface FeedApiOptions {
  readonly transport: Pick<OwnedTransport, 'dispatcher'>;
  readonly clock: Clock;
  readonly limits?: BatchLimits;
}

/** The protocol names no limits: small enough for any server's. */
const LIMITS: BatchLimits = { products: 200, bytes: 2 * 1024 * 1024 };

const MOST_TRIES = 6;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;

type Products = AsyncIterable<ApiProduct> | Iterable<ApiProduct>;

/** Accepted, and not there as it was sent. */
interface Lost {
  readonly kind: 'lost';
  readonly ids: readonly string[];
}

async function* only(products: Products, ids: ReadonlySet<string>): AsyncGenerator<ApiProduct> {
  for await (const product of products) if (ids.has(product.id)) yield product;
}

/** As the receiver answered, or why it did not. */
type Answer =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string; readonly waitMs?: number }
  | { readonly kind: 'unreachable'; readonly error: string };

/**
 * Upserts products by a Feed API in batches, waits as long as it asks, and reads back what arrived: what was accepted and
 * forgotten is sent once more, and told of where that does not help. Sending twice changes nothing.
 */
export class DeliverByFeedApi {
  constructor(
    private readonly target: FeedApiTarget,
    private readonly options: FeedApiOptions,
  ) {}

  /** @param read gives the same products each time it is called. */
  async deliver(read: () => Products): Promise<DeliveryOutcome> {
    const sent = new Map<string, string>();
    const refusal = await this.#upsertAll(read(), sent);
    if (refusal !== undefined || sent.size === 0) return refusal ?? { kind: 'delivered' };
    const first = await this.#readBack(sent);
    if (first.kind !== 'lost') return first;
    const again = await this.#upsertAll(only(read(), new Set(first.ids)), sent);
    if (again !== undefined) return again;
    const second = await this.#readBack(sent);
    if (second.kind !== 'lost') return second;
    return failed(
      `${this.#host} accepted ${sent.size} products twice and has ${second.ids.length} of them not as they were sent ` +
        `(${second.ids.slice(0, 5).join(', ')}): ask its operator.`,
    );
  }

  /** Notes in `sent` what was accepted. @returns why not all of it was. */
  async #upsertAll(products: Products, sent: Map<string, string>): Promise<DeliveryOutcome | undefined> {
    for await (const batch of inBatches(products, this.options.limits ?? LIMITS)) {
      const refusal = await this.#upsert(batch.map(({ text }) => text));
      if (refusal !== undefined) return refusal;
      for (const { product } of batch) sent.set(product.id, fingerprintOf(product));
    }
    return undefined;
  }

  async #upsert(texts: readonly string[]): Promise<DeliveryOutcome | undefined> {
    const answer = await this.#patiently('PATCH', `{"products":[${texts.join(',')}]}`);
    if (answer.kind === 'answered' && answer.status < 300 && isAccepted(answer.text)) return undefined;
    return this.#refusal(answer, 'did not take the products');
  }

  async #readBack(sent: ReadonlyMap<string, string>): Promise<DeliveryOutcome | Lost> {
    const answer = await this.#patiently('GET');
    if (answer.kind === 'unreachable' || answer.status >= 300)
      return this.#refusal(answer, 'took the products and does not show them');
    const there = new Map(productsOf(answer.text).map((product) => [product.id, fingerprintOf(product)]));
    const lost = [...sent].filter(([id, fingerprint]) => there.get(id) !== fingerprint).map(([id]) => id);
    return lost.length === 0 ? { kind: 'delivered' } : { kind: 'lost', ids: lost };
  }

  /** Tries again what may pass: a busy or broken receiver, and one that cannot be reached. */
  async #patiently(method: 'PATCH' | 'GET', body?: string): Promise<Answer> {
    for (let tries = 1; ; tries += 1) {
      const answer = await this.#send(method, body);
      const mayPass = answer.kind === 'unreachable' || answer.status === 429 || answer.status >= 500;
      if (!mayPass || tries === MOST_TRIES) return answer;
      const wanted = answer.kind === 'answered' ? answer.waitMs : undefined;
      await this.options.clock.sleep(Math.min(wanted ?? FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS));
    }
  }

  async #send(method: 'PATCH' | 'GET', body?: string): Promise<Answer> {
    const url = new URL(`${this.target.url.replace(/\/+$/, '')}/products`);
    try {
      const answer = await this.options.transport.dispatcher.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        headers: {
          authorization: `Bearer ${this.target.token}`,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body }),
      });
      const waitMs = wantedDelayMs(answer.headers['retry-after'], this.options.clock.now());
      return {
        kind: 'answered',
        status: answer.statusCode,
        text: await answer.body.text(),
        ...(waitMs === undefined ? {} : { waitMs }),
      };
    } catch (error) {
      return { kind: 'unreachable', error: error instanceof Error ? error.message : 'The request failed.' };
    }
  }

  #refusal(answer: Answer, what: string): DeliveryOutcome {
    if (answer.kind === 'unreachable') return failed(`${this.#host} cannot be reached: ${answer.error}`);
    const { status, waitMs } = answer;
    const advice =
      status === 401 || status === 403
        ? 'check the token'
        : status === 404
          ? 'check the feed’s address'
          : undefined;
    return {
      kind: 'failed',
      error: `${this.#host} ${what} (${status}${messageOf(answer.text)})${advice === undefined ? '.' : `: ${advice}.`}`,
      ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
    };
  }

  get #host(): string {
    return new URL(this.target.url).host;
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const memberOf = (text: string, name: string): unknown =>
  (parsed(text) as Record<string, unknown> | null)?.[name];

/** An answer without the word is taken for yes; what it is worth shows when it is read back. */
const isAccepted = (text: string): boolean => memberOf(text, 'accepted') !== false;

const messageOf = (text: string): string => {
  const message = memberOf(text, 'message');
  return typeof message === 'string' ? `: ${message.slice(0, 200)}` : '';
};

const productsOf = (text: string): readonly ApiProduct[] => {
  const products = memberOf(text, 'products');
  return Array.isArray(products)
    ? (products as Partial<ApiProduct>[]).flatMap(({ id, variants }) =>
        typeof id === 'string' && Array.isArray(variants) ? [{ id, variants }] : [],
      )
    : [];
};
