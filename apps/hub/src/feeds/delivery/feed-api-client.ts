import type { OwnedTransport } from '@acp-hub/connector-http';
import type { Clock } from '../../clock';
import { wantedDelayMs } from '../../webhooks/wanted-delay';
import type { OnProgress } from '../progress';
import type { FeedApiTarget } from '../target';
import { abortable } from './abortable';
import type { ShownProduct } from './feed-api-comparison';
import { readShownProducts } from './read-shown-products';

export interface FeedApiOptions {
  readonly transport: Pick<OwnedTransport, 'dispatcher'>;
  readonly clock: Clock;
  /** Stops what is under way, and what is waited for. */
  readonly signal?: AbortSignal;
  readonly onProgress?: OnProgress;
}

const MOST_TRIES = 6;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** How long a receiver may take over a batch, and between the parts of an answer. */
const SILENCE_MS = 60_000;

/** As the receiver answered, or why it did not. */
export type Answer<T> =
  | { readonly kind: 'taken'; readonly value: T }
  | { readonly kind: 'refused'; readonly status: number; readonly text: string; readonly waitMs?: number }
  | { readonly kind: 'unreachable'; readonly error: string };

type Read<T> = (body: AsyncIterable<Uint8Array>) => Promise<T>;

/** Asks a Feed API, and asks again what may pass: a busy or broken receiver, and one that cannot be reached. */
export class FeedApiClient {
  constructor(
    private readonly target: FeedApiTarget,
    private readonly options: FeedApiOptions,
  ) {}

  get host(): string {
    return new URL(this.target.url).host;
  }

  upsert = (body: string): Promise<Answer<string>> => this.#patiently('PATCH', textOf, body);

  /** @param read what becomes of the products; called anew with every try. */
  products = <T>(read: (products: AsyncIterable<ShownProduct>) => Promise<T>): Promise<Answer<T>> =>
    this.#patiently('GET', (body) => read(readShownProducts(body)));

  async #patiently<T>(method: 'PATCH' | 'GET', read: Read<T>, body?: string): Promise<Answer<T>> {
    const { clock, signal, onProgress } = this.options;
    for (let tries = 1; ; tries += 1) {
      const answer = await this.#send(method, read, body);
      const mayPass =
        answer.kind === 'unreachable' ||
        (answer.kind === 'refused' && (answer.status === 429 || answer.status >= 500));
      if (!mayPass || tries === MOST_TRIES) return answer;
      const wanted = answer.kind === 'refused' ? answer.waitMs : undefined;
      const waitMs = Math.min(wanted ?? FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS);
      onProgress?.({ stage: 'wait', done: Math.ceil(waitMs / 1_000), of: 'seconds' });
      await abortable(clock.sleep(waitMs), signal);
    }
  }

  async #send<T>(method: 'PATCH' | 'GET', read: Read<T>, body?: string): Promise<Answer<T>> {
    const { transport, clock, signal } = this.options;
    const url = new URL(this.target.url);
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/products`;
    try {
      const answer = await transport.dispatcher.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        headersTimeout: SILENCE_MS,
        bodyTimeout: SILENCE_MS,
        headers: {
          authorization: `Bearer ${this.target.token}`,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body }),
        ...(signal === undefined ? {} : { signal }),
      });
      if (answer.statusCode < 300) return { kind: 'taken', value: await read(answer.body) };
      const waitMs = wantedDelayMs(answer.headers['retry-after'], clock.now());
      return {
        kind: 'refused',
        status: answer.statusCode,
        text: await textOf(answer.body),
        ...(waitMs === undefined ? {} : { waitMs }),
      };
    } catch (error) {
      signal?.throwIfAborted();
      return { kind: 'unreachable', error: error instanceof Error ? error.message : 'The request failed.' };
    }
  }
}

/** As much of an answer as anybody will look at. */
const MOST_BYTES = 64 * 1024;

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    if (bytes < MOST_BYTES) chunks.push(chunk);
    bytes += chunk.length;
  }
  return Buffer.concat(chunks).toString();
}
