import { Agent, request as send } from 'undici';
import { canvasAndCo, createFakeWooCommerce, type FakeWooCommerce } from '../../src';
import { authenticateAsRecorded } from './authenticate-as-recorded';
import { differences, Translation } from './compare';
import { deliveryDifferences, parsed } from './compare-delivery';
import { atOwnHost, headerDifferences, type Urls } from './compare-headers';
import type { Exchange, Json } from './recordings';
import { openSink, type Sink } from './sink';

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

class Run {
  readonly results = new Map<string, readonly string[]>();
  readonly #translation = new Translation();

  constructor(
    readonly shop: FakeWooCommerce,
    readonly sink: Sink,
    readonly agent: Agent,
    readonly urls: Urls,
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
      ...headerDifferences(response.headers, answer.headers as Record<string, string>, this.urls),
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
    authenticateAsRecorded(request, url, query, headers);
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
    let text = atOwnHost(JSON.stringify(body), this.urls)
      .replaceAll('http://127.0.0.1:8099', this.sink.url)
      .replaceAll('http://127.0.0.1:8098', 'http://127.0.0.1:9');
    if (path.includes('/notes'))
      text = text.replaceAll(
        /\/notes\/(\d+)/g,
        (_, id: string) => `/notes/${this.#translation.apply(`note ${id}`).replace('note ', '')}`,
      );
    return JSON.parse(text);
  }

  async #awaitDelivery(exchange: Exchange): Promise<readonly string[]> {
    const { request } = exchange;
    const index = this.sink.arrived.findIndex(({ path }) => path === request.path);
    if (index !== 0) {
      const waiting = this.sink.arrived.map(({ path }) => path).join(' ');
      if (index < 0) return [`nothing arrived at ${request.path} (waiting: ${waiting})`];
    }
    const [own] = this.sink.arrived.splice(index, 1);
    const order = index === 0 ? [] : [`arrived out of turn, as number ${index + 1}`];
    const found = deliveryDifferences(exchange, own!, this.#localised(request.body, ''));
    return [...order, ...found].slice(0, 12);
  }
}

const hasProse = (path: string): boolean =>
  /\/(settings|payment_gateways|shipping|shipping_methods|actions)(\/|$)/.test(path);
