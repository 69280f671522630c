import { ConnectorError, type ConnectContext, type WriteOutcome } from '@acp-hub/connector';
import { createHttpClient, type HttpResponse } from '@acp-hub/connector-http';
import { z } from 'zod';
import type { WoocommerceConfig } from '../config';
import { readRefusal } from '../rest/refusal';
import type { RestRefusal } from '../rest/rest-request';
import { cart, type Cart } from './cart';
import { site, type Site } from './site';

/** A batch takes no more (recorded: 26 are refused as a whole). */
export const MOST_IN_BATCH = 25;

/** These come with a body that says what they mean. */
const READABLE = [401, 403, 500];

export interface CartWrite {
  /** e.g. `add-item`. */
  readonly action: 'add-item' | 'update-customer' | 'apply-coupon' | 'select-shipping-rate';
  readonly body: object;
}

export type CartAnswer = { readonly kind: 'cart'; readonly cart: Cart } | RestRefusal;

/** The Store API: the only place with the shop's real prices, tax, shipping and coupon rules. It knows no keys. */
export interface Storefront {
  /** A token gone bad is answered with a new and empty cart, and a new token. */
  getCart(token?: string): Promise<{ readonly cart: Cart; readonly token: string }>;
  /** Up to 25 writes at once, one after another; one that is refused leaves those before and after it in force. */
  writeCart(token: string, writes: readonly CartWrite[]): Promise<readonly CartAnswer[]>;
  /** @throws ConnectorError with outcome `unknown` where the order may have been placed. */
  checkout(
    token: string,
    body: object,
  ): Promise<{ readonly kind: 'ok'; readonly body: unknown } | RestRefusal>;
  /** What the site's API offers; the way to see whether it answers at all. */
  site(): Promise<Site>;
}

const batchAnswer = z.object({ responses: z.array(z.object({ status: z.number(), body: z.unknown() })) });

export function openStorefront(config: WoocommerceConfig, context: ConnectContext): Storefront {
  const client = createHttpClient({
    ...context,
    name: new URL(config.url).host,
    baseUrl: `${config.url.replace(/\/+$/, '')}/wp-json`,
    secrets: [config.consumer_key, config.consumer_secret],
  });

  return {
    async getCart(token) {
      const headers = token === undefined ? {} : { 'cart-token': token };
      const response = await client.request({ method: 'GET', path: 'wc/store/v1/cart', headers });
      return { cart: valid(cart, response), token: tokenOf(response) };
    },

    async writeCart(token, writes) {
      const requests = writes.map(({ action, body }) => ({
        path: `/wc/store/v1/cart/${action}`,
        method: 'POST',
        // The batch hands none of its own headers on.
        headers: { 'Cart-Token': token },
        body,
      }));
      // A cart is the hub's own scratch paper: writing to it twice, or half, changes nothing in the shop.
      const response = await client.request({
        method: 'POST',
        path: 'wc/store/v1/batch',
        json: { requests },
        effect: 'read',
        retry: 'never',
      });
      const { responses } = valid(batchAnswer, response);
      return responses.map((part) => readPart(response, part));
    },

    async checkout(token, body) {
      const response = await client.request({
        method: 'POST',
        path: 'wc/store/v1/checkout',
        json: body,
        headers: { 'cart-token': token },
        accept: READABLE,
      });
      if (response.status < 300) return { kind: 'ok', body: response.body };
      return refusalIn(response, 'unknown');
    },

    async site() {
      return valid(site, await client.request({ method: 'GET', path: '' }));
    },
  };
}

const tokenOf = ({ headers, status }: HttpResponse): string => {
  const token = headers['cart-token'];
  if (token !== undefined) return token;
  throw new ConnectorError(
    { kind: 'config' },
    'The shop’s cart came without a Cart-Token: WooCommerce is too old, or a proxy takes the header away.',
    'not_applied',
    { status },
  );
};

function readPart(whole: HttpResponse, { status, body }: { status: number; body?: unknown }): CartAnswer {
  const part = { ...whole, status, body };
  return status < 300 ? { kind: 'cart', cart: valid(cart, part) } : refusalIn(part, 'not_applied');
}

function refusalIn(response: HttpResponse, outcome: WriteOutcome): RestRefusal {
  const refusal = readRefusal(response.status, response.body);
  if (refusal?.code === 'rate_limit_exceeded') throw tooOften(response);
  if (refusal !== undefined) return refusal;
  throw new ConnectorError(
    { kind: response.status >= 500 ? 'transient' : 'config' },
    `The shop’s cart answered ${response.status}, not in WooCommerce’s words.`,
    response.status >= 500 ? outcome : 'not_applied',
    { status: response.status },
  );
}

/** WooCommerce limits the checkout by 400, and says in seconds when the next try is welcome. */
const tooOften = ({ status, headers }: HttpResponse): ConnectorError =>
  new ConnectorError(
    { kind: 'rate_limited', retryAfterMs: (Number(headers['ratelimit-retry-after']) || 60) * 1_000 },
    'The shop limits how often it may be ordered from (WooCommerce → Settings → Advanced → Features).',
    'not_applied',
    { status },
  );

function valid<T>(schema: z.ZodType<T>, { status, body }: HttpResponse): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const { path = [], message = '' } = parsed.error.issues[0] ?? {};
  throw new ConnectorError(
    { kind: 'config' },
    `The shop’s Store API answered ${status} with a body that is not WooCommerce’s at ${path.join('.') || 'its root'}: ${message}. Check the address, and that permalinks are on.`,
    'not_applied',
    { status },
  );
}
