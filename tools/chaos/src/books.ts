import type { Payment } from '@acp-hub/fake-psp';
import {
  contractHeaders,
  CONTRACT_VERSION,
  orderPage,
  signBody,
  type WireOrder,
} from '@acp-hub/store-contract';
import { request } from 'undici';
import { shop, type Places } from './places';

/** What store and provider have written down, whatever the hub believes. */
export interface Books {
  readonly orders: readonly WireOrder[];
  readonly payments: readonly Payment[];
}

const EVER = '1970-01-01T00:00:00Z';

export async function readBooks(places: Places): Promise<Books> {
  const [orders, payments] = await Promise.all([
    readOrders(places.store.merchantUrl),
    readPayments(places.provider.url),
  ]);
  return { orders, payments };
}

async function readPayments(url: string): Promise<readonly Payment[]> {
  const { body } = await request(`${url}/admin/books`);
  const { payments } = (await body.json()) as { readonly payments: readonly Payment[] };
  return payments;
}

async function readOrders(merchantUrl: string): Promise<readonly WireOrder[]> {
  const orders: WireOrder[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({
      updated_since: EVER,
      limit: '100',
      ...(cursor === undefined ? {} : { cursor }),
    });
    const { statusCode, body } = await request(`${merchantUrl}/orders?${query.toString()}`, {
      headers: {
        [contractHeaders.version]: CONTRACT_VERSION,
        [contractHeaders.signature]: signBody('', shop.secret, new Date()),
      },
    });
    const content = await body.json();
    if (statusCode !== 200) throw new Error(`The store does not show its orders: ${JSON.stringify(content)}`);
    const page = orderPage.parse(content);
    orders.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== undefined);
  return orders;
}
