import { createHmac, randomBytes } from 'node:crypto';
import type { Books } from '../books/books';
import { NO_ADDRESS, NO_BILLING } from '../books/orders';
import type { Cart } from '../books/records/carts';
import { basePlace } from '../books/shop-rules';
import { RestFailure, type RestRequest } from '../rest/rest';

const HOLDS_FOR_S = 48 * 3600;
const NONCE_TICK_S = 12 * 3600;

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const SECRET = 'the salts of the fake shop';
const sign = (text: string): string => createHmac('sha256', SECRET).update(text).digest('base64url');

/** A JWT as the Store API makes them: `user_id`, `exp`, `iss`, `iat`. */
export function cartToken(id: string, now: number): string {
  const seconds = Math.floor(now / 1_000);
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ user_id: id, exp: seconds + HOLDS_FOR_S, iss: 'store-api', iat: seconds })}`;
  return `${text}.${sign(text)}`;
}

export function cartIdIn(token: string | undefined, now: number): string | undefined {
  const [head, payload, signature] = (token ?? '').split('.');
  if (payload === undefined || signature !== sign(`${head}.${payload}`)) return undefined;
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { user_id: string; exp: number };
  return claims.exp * 1_000 > now ? claims.user_id : undefined;
}

const nonceAt = (tick: number): string =>
  createHmac('sha256', SECRET).update(`nonce ${tick}`).digest('hex').slice(0, 10);
const tickOf = (now: number): number => Math.floor(now / 1_000 / NONCE_TICK_S);
export const nonce = (now: number): string => nonceAt(tickOf(now));

export interface Session {
  readonly cart: Cart;
  readonly headers: Readonly<Record<string, string>>;
}

const newId = (): string => `t_${randomBytes(15).toString('hex')}`;

export function emptyCart(books: Books, id: string): Cart {
  const { country, state } = basePlace(books);
  const usesBase = books.setting('woocommerce_default_customer_address') === 'base';
  const at = usesBase ? { country, state } : {};
  return {
    id,
    lines: [],
    coupons: [],
    billing: { ...NO_BILLING, ...at },
    shippingAddress: { ...NO_ADDRESS, ...at },
    chosenRate: undefined,
    offeredRates: [],
    orderId: undefined,
    errors: [],
  };
}

/** The cart of a good token; for anything else a new one. */
export function openCart(books: Books, request: RestRequest): Cart {
  const id = cartIdIn(request.headers['cart-token'], books.now()) ?? newId();
  return books.carts.get(id) ?? emptyCart(books, id);
}

/** Writes need a good token, or a nonce where there is none. */
export function mustMayWrite(books: Books, request: RestRequest): void {
  if (cartIdIn(request.headers['cart-token'], books.now()) !== undefined) return;
  const given = request.headers['nonce'];
  if (given === undefined)
    throw new RestFailure(
      401,
      'woocommerce_rest_missing_nonce',
      'Missing the Nonce header. This endpoint requires a valid nonce.',
    );
  const tick = tickOf(books.now());
  if (![nonceAt(tick), nonceAt(tick - 1)].includes(given))
    throw new RestFailure(403, 'woocommerce_rest_invalid_nonce', 'Nonce is invalid.');
}

export const sessionHeaders = (books: Books, cartId: string, cartHash: string): Record<string, string> => ({
  ...nonceHeaders(books),
  'cart-token': cartToken(cartId, books.now()),
  'cart-hash': cartHash,
});

export const nonceHeaders = (books: Books): Record<string, string> => ({
  nonce: nonce(books.now()),
  'nonce-timestamp': String(Math.floor(books.now() / 1_000)),
  'user-id': '0',
});
