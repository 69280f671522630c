import { request, type Dispatcher } from 'undici';
import { parseJson } from '../json/json';
import type { Exchange } from './exchange';

export interface RawRequest {
  readonly method: Dispatcher.HttpMethod;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends one request and reads the whole answer. @throws ServerUnreachable where no answer comes. */
export type Transport = (raw: RawRequest) => Promise<Exchange>;

/** Nobody answers at that address, or not in time. */
export class ServerUnreachable extends Error {
  override readonly name = 'ServerUnreachable';

  constructor(url: string, cause: unknown) {
    super(`No answer from ${url}: ${reasonOf(cause)}`, { cause });
  }
}

/** A transport over undici. @param timeoutMs for the headers and, again, for the body of an answer. */
export function createTransport(timeoutMs: number, onExchange: (exchange: Exchange) => void): Transport {
  return async ({ method, url, headers, body }) => {
    const started = performance.now();
    try {
      const answer = await request(url, {
        method,
        headers: { ...headers },
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        ...(body === undefined ? {} : { body }),
      });
      const text = await answer.body.text();
      const exchange: Exchange = {
        method,
        url,
        requestHeaders: headers,
        requestBody: body,
        status: answer.statusCode,
        headers: flatten(answer.headers),
        text,
        body: parseJson(text),
        milliseconds: performance.now() - started,
      };
      onExchange(exchange);
      return exchange;
    } catch (error) {
      throw new ServerUnreachable(url, error);
    }
  };
}

const flatten = (headers: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );

/** Node reports a refused connection to a name with two addresses as an aggregate without a message. */
function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(reasonOf).join('; ');
  return cause instanceof Error ? cause.message : String(cause);
}
