import { request } from 'undici';
import { createFakeWooCommerce, type FakeWooCommerce, type ShopDefinition } from '../../src';
import { known } from '../../src/known';

/** A JSON body, looked into at once. */
export type Json = ReturnType<typeof JSON.parse>;

export const list = (value: Json): readonly Json[] => value as readonly Json[];

export interface Answer {
  readonly status: number;
  readonly body: Json;
}

export interface Shopper {
  readonly shop: FakeWooCommerce;
  /** The Store API, with the token of one cart. Fails the test where the shop does not answer 2xx. */
  cart(method: 'GET' | 'POST', path: string, body?: object): Promise<Json>;
  /** The same without failing. */
  tryCart(path: string, body: object): Promise<Answer>;
  /** `wc/v3` with a key that may write. */
  office(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<Answer>;
}

const NOON = new Date('2026-11-24T12:00:00Z');
const KEY = `Basic ${Buffer.from('ck_canvas_read_write:cs_canvas_read_write').toString('base64')}`;

/** Runs with a shop of its own, whose clock stands. */
export async function withShopper(
  definition: ShopDefinition,
  run: (shopper: Shopper) => Promise<void>,
): Promise<void> {
  const shop = await createFakeWooCommerce({ shop: definition });
  shop.clock.set(NOON);
  const url = await shop.listen();
  let token: string | undefined;
  const ask = async (method: 'GET' | 'POST' | 'PUT', path: string, headers: object, body?: object) => {
    const answer = await request(`${url}/wp-json/${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'x-forwarded-proto': 'https', ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    token = answer.headers['cart-token'] === undefined ? token : String(answer.headers['cart-token']);
    return { status: answer.statusCode, body: (await answer.body.json()) as Json };
  };
  const store = (method: 'GET' | 'POST', path: string, body?: object) =>
    ask(method, `wc/store/v1/${path}`, { ...(token !== undefined && { 'cart-token': token }) }, body);
  try {
    await store('GET', 'cart');
    known(token);
    await run({
      shop,
      async cart(method, path, body) {
        const answer = await store(method, path, body);
        if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
        return answer.body;
      },
      tryCart: (path, body) => store('POST', path, body),
      office: (method, path, body) => ask(method, `wc/v3/${path}`, { authorization: KEY }, body),
    });
  } finally {
    await shop.close();
  }
}
