import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Agent, request as send } from 'undici';
import { canvasAndCo, createFakeWooCommerce, type FakeWooCommerce } from '../../src';
import { signature } from '../../src/rest/authenticate';
import { differences, Translation } from './compare';
import type { Exchange, Json } from './recordings';

const RECORDED_HOSTS: readonly (readonly [string, string])[] = [
  ['https://127.0.0.1:8444', 'https'],
  ['http://127.0.0.1:8081', 'http'],
];
const COMPARED_HEADERS = [
  'X-WP-Total',
  'X-WP-TotalPages',
  'Link',
  'Allow',
  'Location',
  'Content-Type',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'RateLimit-Retry-After',
];
const PRESENT_HEADERS = ['Cart-Token', 'Nonce', 'Nonce-Timestamp', 'User-ID'];

interface Arrived {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Replay {
  /** Differences of each exchange by its name and place. */
  readonly results: ReadonlyMap<string, readonly string[]>;
}

/** Runs one recorded scenario against a fresh fake. */
export async function replay(exchanges: readonly Exchange[]): Promise<Replay> {
  const shop = await createFakeWooCommerce({ shop: canvasAndCo });
  const sink = await openSink(exchanges);
  const agent = new Agent({ connect: { rejectUnauthorized: false } });
  const run = new Run(shop, sink, agent, { http: await shop.listen(), https: await shop.listenSecurely() });
  try {
    for (let index = 0; index < exchanges.length; index += 1) {
      const parallel = exchanges[index]!.name.includes('/parallel-checkout')
        ? exchanges.slice(index, index + 2)
        : [exchanges[index]!];
      // Two connections must stand before two requests can be sent at one moment.
      if (parallel.length > 1) await run.connectTwice();
      await Promise.all(parallel.map((exchange, offset) => run.step(exchange, index + offset)));
      index += parallel.length - 1;
    }
    return { results: run.results };
  } finally {
    await agent.close();
    await shop.close();
    sink.server.close();
  }
}

interface Sink {
  readonly url: string;
  readonly arrived: Arrived[];
  readonly server: ReturnType<typeof createServer>;
}

/** Answers as the recorder's sink did. */
async function openSink(exchanges: readonly Exchange[]): Promise<Sink> {
  const answers = new Map(
    exchanges
      .filter(({ direction }) => direction !== undefined)
      .map(({ request, response }) => [request.path, response]),
  );
  const arrived: Arrived[] = [];
  const server = createServer((request, response) => void receive(request, response)).listen(0, '127.0.0.1');
  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    arrived.push({
      path: request.url!,
      headers: request.headers as Record<string, string>,
      body: Buffer.concat(chunks).toString(),
    });
    const answer = answers.get(request.url!);
    const status = answer?.status ?? 200;
    response.writeHead(status, status === 302 ? { location: '/ok' } : {});
    response.end(typeof answer?.body === 'string' ? answer.body : '');
  }
  await once(server, 'listening');
  return { arrived, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

class Run {
  readonly results = new Map<string, readonly string[]>();
  readonly #translation = new Translation();
  #lastDelivery = '';

  constructor(
    readonly shop: FakeWooCommerce,
    readonly sink: Sink,
    readonly agent: Agent,
    readonly urls: Readonly<Record<'http' | 'https', string>>,
  ) {}

  async connectTwice(): Promise<void> {
    const visit = async () =>
      (await send(`${this.urls.https}/admin/clock`, { dispatcher: this.agent })).body.dump();
    await Promise.all([visit(), visit()]);
  }

  async step(exchange: Exchange, index: number): Promise<void> {
    // In the middle of the exchange: what was done shows the second in which it was done.
    this.shop.clock.set(new Date(Date.parse(exchange.at) + (exchange.ms ?? 0) / 2));
    for (const before of exchange.before ?? []) await this.#prepare(before);
    const found =
      exchange.direction === undefined ? await this.#ask(exchange) : await this.#awaitDelivery(exchange);
    this.results.set(`${exchange.name}#${index}`, found);
  }

  async #prepare(before: string): Promise<void> {
    const admin = (method: 'POST' | 'PUT', path: string, body?: object) =>
      send(`${this.urls.http}/admin/${path}`, {
        method,
        ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
    const [, option, value] = /^wp option update (\S+) (\S+)$/.exec(before) ?? [];
    const answer =
      before === 'reset-db'
        ? await admin('POST', 'reset')
        : before.startsWith('run action-scheduler')
          ? await admin('POST', 'run-queue')
          : before.startsWith('sql: truncate')
            ? await admin('POST', 'forget-carts')
            : await admin('PUT', 'settings', { id: option, value });
    if (answer.statusCode >= 300) throw new Error(`${before}: ${answer.statusCode}`);
    await answer.body.dump();
  }

  async #ask(exchange: Exchange): Promise<readonly string[]> {
    const { request, response } = exchange;
    const answer = await this.#send(request);
    const text = await answer.body.text();
    const own: Json = text === '' ? null : parsed(text);
    this.#learn(response, answer.headers as Record<string, string>, own, request.path);
    const status =
      response.status === answer.statusCode
        ? []
        : [`status: ${response.status} → ${answer.statusCode} ${text.slice(0, 200)}`];
    const isFatal = response.body?.code === 'internal_server_error';
    const body = isFatal
      ? differences({ code: response.body.code }, own, { isPartial: true, hasProse: false })
      : differences(
          this.#localised(response.body, request.path),
          own,
          { isPartial: exchange.trimmed === true, hasProse: hasProse(request.path) },
          request.path.includes('/notes') ? 'notes' : '',
        );
    return [
      ...status,
      ...this.#headerDifferences(response.headers, answer.headers as Record<string, string>),
      ...body,
    ].slice(0, 12);
  }

  #send(request: Exchange['request']) {
    const query = new URLSearchParams();
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(request.headers))
      if (name !== 'Authorization') headers[name.toLowerCase()] = this.#translation.apply(value);
    for (const [name, value] of Object.entries(request.query))
      for (const one of [value].flat())
        if (one !== '<redacted>' && !name.startsWith('oauth_'))
          query.append(name, this.#translation.apply(one));
    const path = request.path.replaceAll(
      /\/notes\/(\d+)/g,
      (_, id: string) => `/notes/${this.#translation.apply(`note ${id}`).replace('note ', '')}`,
    );
    const url = `${this.urls[request.scheme]}${path}`;
    this.#authenticate(request, url, query, headers);
    const body =
      request.body === null
        ? undefined
        : typeof request.body === 'string'
          ? request.body
          : JSON.stringify(this.#outgoing(request.body));
    return send(`${url}${query.size > 0 ? `?${query.toString()}` : ''}`, {
      method: request.method as 'GET',
      headers,
      dispatcher: this.agent,
      ...(body !== undefined && { body }),
    });
  }

  #outgoing(body: Json): Json {
    const text = JSON.stringify(this.#translation.deep(body));
    return JSON.parse(
      text
        .replaceAll('http://127.0.0.1:8099', this.sink.url)
        .replaceAll('http://127.0.0.1:8098', 'http://127.0.0.1:9'),
    );
  }

  #authenticate(
    { auth, method, query: recorded }: Exchange['request'],
    url: string,
    query: URLSearchParams,
    headers: Record<string, string>,
  ): void {
    const [kind, which] = auth.split(':');
    const key = canvasAndCo.keys.find(({ permissions }) => permissions === which) ?? canvasAndCo.keys[0]!;
    const pair =
      which === 'unknown-key'
        ? ['ck_nobody', 'cs_nobody']
        : [key.consumer_key, which === 'wrong-secret' ? 'cs_wrong' : key.consumer_secret];
    if (kind === 'basic')
      headers['authorization'] = `Basic ${Buffer.from(pair.join(':')).toString('base64')}`;
    if (kind === 'query')
      ['consumer_key', 'consumer_secret'].forEach((name, index) => query.append(name, pair[index]!));
    if (kind !== 'oauth1') return;
    for (const name of ['oauth_consumer_key', 'oauth_timestamp', 'oauth_nonce', 'oauth_signature_method'])
      query.append(name, name === 'oauth_consumer_key' ? key.consumer_key : (recorded[name] as string));
    const signed = signature(key, { method, url }, Object.fromEntries(query));
    query.append('oauth_signature', which === 'bad-signature' ? 'bm90IGl0' : signed);
  }

  /** Tokens, nonces, order keys and numbers of notes, as the fake gave them. */
  #learn(
    recorded: Exchange['response'],
    headers: Readonly<Record<string, string>>,
    own: Json,
    path: string,
  ): void {
    for (const name of ['Cart-Token', 'Nonce']) {
      const value = headers[name.toLowerCase()];
      if (recorded.headers[name] !== undefined && value !== undefined)
        this.#translation.learn(recorded.headers[name], value);
    }
    const key = recorded.body?.order_key;
    if (typeof key === 'string' && typeof own?.order_key === 'string')
      this.#translation.learn(key, own.order_key);
    if (!path.includes('/notes')) return;
    [recorded.body].flat().forEach((note: Json, index: number) => {
      const mine = [own].flat()[index];
      if (note?.id !== undefined && mine?.id !== undefined)
        this.#translation.learn(`note ${note.id}`, `note ${mine.id}`);
    });
  }

  #localised(body: Json, path: string): Json {
    let text = JSON.stringify(body);
    for (const [recorded, scheme] of RECORDED_HOSTS)
      text = text.replaceAll(recorded, this.urls[scheme as 'http']);
    text = text
      .replaceAll('http://127.0.0.1:8099', this.sink.url)
      .replaceAll('http://127.0.0.1:8098', 'http://127.0.0.1:9');
    if (path.includes('/notes'))
      text = text.replaceAll(
        /\/notes\/(\d+)/g,
        (_, id: string) => `/notes/${this.#translation.apply(`note ${id}`).replace('note ', '')}`,
      );
    return JSON.parse(text);
  }

  #headerDifferences(
    recorded: Readonly<Record<string, string>>,
    own: Readonly<Record<string, string>>,
  ): readonly string[] {
    const compared = COMPARED_HEADERS.flatMap((name) => {
      const [was, is] = [this.#header(recorded[name]), this.#header(own[name.toLowerCase()])];
      return was === is ? [] : [`${name}: ${was} → ${is}`];
    });
    const present = [...PRESENT_HEADERS, 'Cart-Hash'].filter(
      (name) => (recorded[name] === undefined) !== (own[name.toLowerCase()] === undefined),
    );
    const hashes =
      (recorded['Cart-Hash'] ?? '') === '' && (own['cart-hash'] ?? '') !== ''
        ? ['Cart-Hash: empty → something']
        : [];
    return [
      ...compared,
      ...present.map((name) => `${name} is ${recorded[name] === undefined ? 'new' : 'missing'}`),
      ...hashes,
    ];
  }

  #header(value: string | undefined): string | undefined {
    let text = value;
    for (const [recorded, scheme] of RECORDED_HOSTS)
      text = text?.replaceAll(recorded, this.urls[scheme as 'http']);
    return text
      ?.replaceAll('https://127.0.0.1:8081', this.urls.http.replace('http', 'https'))
      .replaceAll('<redacted>', '…')
      .replaceAll(/(consumer_key|consumer_secret|oauth_\w+)=[^&>]*/g, '$1=…')
      .replaceAll(/\/notes\/\d+/g, '/notes/…')
      .toLowerCase();
  }

  async #awaitDelivery(exchange: Exchange): Promise<readonly string[]> {
    const { request } = exchange;
    if (exchange.name !== this.#lastDelivery) this.#lastDelivery = exchange.name;
    const index = this.sink.arrived.findIndex(({ path }) => path === request.path);
    if (index !== 0) {
      const waiting = this.sink.arrived.map(({ path }) => path).join(' ');
      if (index < 0) return [`nothing arrived at ${request.path} (waiting: ${waiting})`];
    }
    const [own] = this.sink.arrived.splice(index, 1);
    const order = index === 0 ? [] : [`arrived out of turn, as number ${index + 1}`];
    const body = differences(this.#localised(request.body, ''), parsed(own!.body), {
      isPartial: false,
      hasProse: false,
    });
    const names = [
      'X-WC-Webhook-Topic',
      'X-WC-Webhook-Resource',
      'X-WC-Webhook-Event',
      'X-WC-Webhook-ID',
      'Content-Type',
      'User-Agent',
    ];
    const headers = names.flatMap((name) =>
      request.headers[name] === own!.headers[name.toLowerCase()]
        ? []
        : [`${name}: ${request.headers[name]} → ${own!.headers[name.toLowerCase()]}`],
    );
    const isSigned = request.headers['X-WC-Webhook-Signature'] !== undefined;
    const signatures =
      isSigned === (own!.headers['x-wc-webhook-signature'] !== undefined) ? [] : ['signature present or not'];
    return [...order, ...headers, ...signatures, ...signatureOk(exchange, own!), ...body].slice(0, 12);
  }
}

function signatureOk(exchange: Exchange, own: Arrived): readonly string[] {
  if (exchange.secret === undefined || own.headers['x-wc-webhook-signature'] === undefined) return [];
  const expected = createHmac('sha256', exchange.secret).update(own.body).digest('base64');
  return expected === own.headers['x-wc-webhook-signature'] ? [] : ['the signature is not valid'];
}

const hasProse = (path: string): boolean =>
  /\/(settings|payment_gateways|shipping|shipping_methods|actions)(\/|$)/.test(path);

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
