import {
  contractHeaders,
  CONTRACT_VERSION,
  orderPage,
  signBody,
  type WireOrder,
} from '@acp-hub/store-contract';
import { getGlobalDispatcher, type Dispatcher } from 'undici';

const EVER = '1970-01-01T00:00:00Z';

/** Every order in a shop's books. */
export async function readOrders(
  merchantUrl: string,
  secret: string,
  dispatcher: Dispatcher = getGlobalDispatcher(),
): Promise<readonly WireOrder[]> {
  const { origin, pathname } = new URL(merchantUrl);
  const orders: WireOrder[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({
      updated_since: EVER,
      limit: '100',
      ...(cursor === undefined ? {} : { cursor }),
    });
    const { statusCode, body } = await dispatcher.request({
      origin,
      path: `${pathname}/orders?${query.toString()}`,
      method: 'GET',
      headers: {
        [contractHeaders.version]: CONTRACT_VERSION,
        [contractHeaders.signature]: signBody('', secret, new Date()),
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
