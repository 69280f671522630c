import { NotWrittenError, type ConnectContext, type PlacedOrder, type PlaceOrder } from '@acp-hub/connector';
import type { YourPlatformApi } from './your-platform-api';

const notWritten = (missing: string) =>
  new NotWrittenError(missing, {
    file: 'packages/connector-your-platform/src/placing.ts',
    contract: 'packages/connector/src/connector.ts and orders.ts beside it',
  });

/**
 * Orders at exactly `expectedTotal` or not at all, once per key. The connector declares the idempotency `lookup`:
 * look for the order and place it within one `lock`, so that the same key at the same time makes one order.
 */
export async function placeOrder(
  _api: YourPlatformApi,
  _order: PlaceOrder,
  _context: Pick<ConnectContext, 'lock'>,
): Promise<PlacedOrder> {
  throw notWritten('Store.placeOrder');
}

/** Keep the key with the order where the platform can be asked for it; `undefined` is proof that there is none. */
export async function findOrder(
  _api: YourPlatformApi,
  _idempotencyKey: string,
): Promise<PlacedOrder | undefined> {
  throw notWritten('Store.findOrder');
}
