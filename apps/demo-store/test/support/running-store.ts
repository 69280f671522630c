import {
  CONTRACT_VERSION,
  contractHeaders,
  signBody,
  type WireOrder,
  type WireQuote,
} from '@acp-hub/store-contract';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createDemoStore,
  Faults,
  merchants,
  type DemoStore,
  type DemoStoreOptions,
  type Showcase,
} from '../../src';

export const secretOf = (slug: string): string => `a secret of ${slug} for tests`;

export const access = Object.fromEntries(merchants.map(({ slug }) => [slug, { secret: secretOf(slug) }]));

/** A clock that stands still until it is moved. */
export class TestClock {
  #time = new Date('2026-11-23T09:00:00.000Z').getTime();
  now = (): Date => new Date(this.#time);
  forward(minutes: number): void {
    this.#time += minutes * 60_000;
  }
}

export interface Answer {
  status: number;
  headers: Headers;
  body: ReturnType<typeof JSON.parse>;
}

interface RequestOptions {
  readonly body?: unknown;
  readonly key?: string;
  /** Sent as they are; what is undefined is left out. */
  readonly headers?: Record<string, string | undefined>;
}

/** Speaks to one merchant as the hub would. */
export class HubSide {
  constructor(
    readonly baseUrl: string,
    private readonly secret: string,
    private readonly now: () => Date,
  ) {}

  async send(method: 'GET' | 'POST', path: string, options: RequestOptions = {}): Promise<Answer> {
    const text = typeof options.body === 'string' ? options.body : JSON.stringify(options.body ?? {});
    const body = method === 'GET' ? '' : text;
    const headers = {
      [contractHeaders.version]: CONTRACT_VERSION,
      [contractHeaders.signature]: signBody(body, this.secret, this.now()),
      ...(method === 'POST' && { 'content-type': 'application/json' }),
      ...(options.key !== undefined && { [contractHeaders.idempotencyKey]: options.key }),
      ...options.headers,
    };
    const sent = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: sent,
      redirect: 'manual',
      ...(method === 'POST' && { body }),
    });
    const answer = await response.text();
    const json = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, headers: response.headers, body: json ? JSON.parse(answer) : answer };
  }

  get = (path: string): Promise<Answer> => this.send('GET', path);
  post = (path: string, body: unknown, key = randomUUID() as string): Promise<Answer> =>
    this.send('POST', path, { body, key });

  async quote(items: Record<string, number>, more: object = {}): Promise<WireQuote> {
    const asked = Object.entries(items).map(([id, quantity]) => ({ id, quantity }));
    const { status, body } = await this.post('/quotes', { items: asked, coupons: [], ...more });
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body;
  }

  place = (quote: WireQuote, more: object = {}, key?: string): Promise<Answer> =>
    this.post('/orders', orderFor(quote, more), key);

  async order(items: Record<string, number>, more: object = {}): Promise<WireOrder> {
    const { status, body } = await this.place(await this.quote(items, more));
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body;
  }

  pay = (order: WireOrder, more: object = {}, key?: string): Promise<Answer> =>
    this.post(
      `/orders/${order.id}/payment`,
      { provider: 'sandbox', reference: `pay_${order.number}`, amount: order.totals.total, ...more },
      key,
    );
}

export const orderFor = (quote: WireQuote, more: object = {}) => ({
  quote_id: quote.quote_id,
  expected_total: quote.totals.total,
  session_id: 'cs_test',
  buyer: { name: 'Ada Fields', email: 'ada@example.com' },
  consents: [],
  ...more,
});

export interface RunningStore {
  store: DemoStore;
  faults: Faults;
  clock: TestClock;
  dataDirectory: string;
  url: string;
  at(slug: string): HubSide;
  showcase(slug: string): Showcase;
  close(): Promise<void>;
}

/** A store of its own on a free port, with a clock that stands still. */
export async function startStore(options: Partial<DemoStoreOptions> = {}): Promise<RunningStore> {
  const dataDirectory = options.dataDirectory ?? (await mkdtemp(join(tmpdir(), 'demo-store-')));
  const clock = new TestClock();
  const faults = new Faults();
  const store = await createDemoStore({
    access,
    clock,
    faults,
    reportError: (error) => {
      throw error;
    },
    ...options,
    dataDirectory,
  });
  const url = await store.listen();
  return {
    store,
    faults,
    clock,
    dataDirectory,
    url,
    at: (slug) => new HubSide(`${url}/${slug}`, secretOf(slug), (options.clock ?? clock).now),
    showcase: (slug) => merchants.find((merchant) => merchant.slug === slug)!.showcase,
    async close() {
      await store.close();
      if (options.dataDirectory === undefined) await rm(dataDirectory, { recursive: true });
    },
  };
}
