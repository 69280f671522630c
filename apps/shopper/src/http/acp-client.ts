import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Json } from '../json/json';
import type { Exchange } from './exchange';
import type { RawRequest, Transport } from './transport';

/** Headers that replace the usual ones; `null` leaves a header out. Names in lower case. */
export type HeaderChanges = Readonly<Record<string, string | null>>;

export interface AcpClient {
  readonly baseUrl: string;
  get(path: string, changes?: HeaderChanges): Promise<Exchange>;
  post(path: string, body: Json, changes?: HeaderChanges): Promise<Exchange>;
  /** Sends a body as it stands, to say what JSON.stringify cannot. */
  postText(path: string, body: string, changes?: HeaderChanges): Promise<Exchange>;
  send(method: RawRequest['method'], path: string, changes?: HeaderChanges): Promise<Exchange>;
}

const PATIENCE = { attempts: 4, longestWaitSeconds: 30 };

/**
 * An agent's connection to an ACP server: every request carries the bearer token, the version, and fresh
 * `Request-Id` and `Idempotency-Key`. A 429 is waited out as its `Retry-After` says.
 */
export function createAcpClient(
  transport: Transport,
  baseUrl: string,
  token: string,
  version: string,
): AcpClient {
  const root = baseUrl.replace(/\/+$/, '');

  const send = async (
    method: RawRequest['method'],
    path: string,
    changes: HeaderChanges = {},
    body?: string,
  ) => {
    const headers = changed({ ...usualHeaders(token, version), ...contentHeaders(method, body) }, changes);
    const raw = { method, url: `${root}${path}`, headers, ...(body === undefined ? {} : { body }) };
    for (let attempt = 1; ; attempt++) {
      const exchange = await transport(raw);
      if (exchange.status !== 429 || attempt === PATIENCE.attempts) return exchange;
      const seconds = Number(exchange.headers['retry-after'] ?? 1);
      await sleep(1000 * Math.min(Number.isFinite(seconds) ? seconds : 1, PATIENCE.longestWaitSeconds));
    }
  };

  return {
    baseUrl: root,
    get: (path, changes) => send('GET', path, changes),
    post: (path, body, changes) => send('POST', path, changes, JSON.stringify(body)),
    postText: (path, body, changes) => send('POST', path, changes, body),
    send: (method, path, changes) => send(method, path, changes),
  };
}

const usualHeaders = (token: string, version: string) => ({
  authorization: `Bearer ${token}`,
  'api-version': version,
  accept: 'application/json',
  'accept-language': 'en-US',
  'user-agent': 'acp-hub-shopper',
  'request-id': randomUUID(),
});

const contentHeaders = (method: string, body: string | undefined): Record<string, string> => ({
  ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
  ...(body === undefined ? {} : { 'content-type': 'application/json' }),
});

const changed = (headers: Record<string, string>, changes: HeaderChanges): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...headers, ...changes }).filter(
      (entry): entry is [string, string] => entry[1] !== null,
    ),
  );
