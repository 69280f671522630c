import type { Json } from '../json/json';

/** One request and its answer, as they went over the wire. Header names are in lower case. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string | undefined;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The answer parsed; `undefined` where it is not JSON. */
  readonly body: Json | undefined;
  readonly milliseconds: number;
}

/** One line for a person: `POST /checkout_sessions → 201`. */
export const summarise = (exchange: Exchange): string =>
  `${exchange.method} ${new URL(exchange.url).pathname} → ${exchange.status}`;

/** The whole exchange in lines, for `--verbose`; the bearer token is left out. */
export function describeExchange(exchange: Exchange): string {
  const headers = (marker: string, all: Readonly<Record<string, string>>) =>
    Object.entries(all).map(
      ([name, value]) => `${marker} ${name}: ${name === 'authorization' ? 'Bearer …' : value}`,
    );
  return [
    `> ${exchange.method} ${exchange.url}`,
    ...headers('>', exchange.requestHeaders),
    ...(exchange.requestBody === undefined ? [] : [`> ${exchange.requestBody}`]),
    `< ${exchange.status} (${Math.round(exchange.milliseconds)} ms)`,
    ...headers('<', exchange.headers),
    `< ${exchange.text}`,
  ].join('\n');
}
