import type { FakeWooCommerce, ShopDefinition } from '../../src';
import { known } from '../../src/known';
import { openShop, type OpenShop } from '../support/open-shop';
import type { Json } from '../support/recordings';

export type { Json };
export { list, type Answer } from '../support/open-shop';

export interface Shopper {
  readonly shop: FakeWooCommerce;
  /** The Store API, with the token of one cart. Fails the test where the shop does not answer 2xx. */
  cart(method: 'GET' | 'POST', path: string, body?: object): Promise<Json>;
  /** The same without failing. */
  tryCart: OpenShop['office'];
  /** `wc/v3` with a key that may write. */
  readonly office: OpenShop['office'];
}

const NOON = new Date('2026-11-24T12:00:00Z');

/** Runs with a shop of its own, whose clock stands. */
export async function withShopper(
  definition: ShopDefinition,
  run: (shopper: Shopper) => Promise<void>,
): Promise<void> {
  const open = await openShop({ shop: definition });
  open.shop.clock.set(NOON);
  let token: string | undefined;
  const tryCart: Shopper['tryCart'] = async (method, path, body) => {
    const headers = token === undefined ? {} : { 'cart-token': token };
    const answer = await open.ask(method, `/wp-json/wc/store/v1/${path}`, body, headers);
    token = answer.headers['cart-token'] === undefined ? token : String(answer.headers['cart-token']);
    return answer;
  };
  try {
    await tryCart('GET', 'cart');
    known(token);
    await run({
      shop: open.shop,
      office: open.office,
      tryCart,
      async cart(method, path, body) {
        const answer = await tryCart(method, path, body);
        if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
        return answer.body;
      },
    });
  } finally {
    await open.close();
  }
}
