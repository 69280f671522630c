import type { OrderSnapshot } from '@acp-hub/commerce';
import { NotWrittenError, type Page, type PaymentRecord } from '@acp-hub/connector';
import type { YourPlatformApi } from './your-platform-api';

const notWritten = (missing: string) =>
  new NotWrittenError(missing, {
    file: 'packages/connector-your-platform/src/orders.ts',
    contract: 'packages/connector/src/connector.ts and OrderSnapshot in packages/commerce/src/order.ts',
  });

/** Makes the held order paid, once per key; another amount than its total is rejected as `amount_mismatch`. */
export async function confirmOrder(
  _api: YourPlatformApi,
  _id: string,
  _payment: PaymentRecord,
): Promise<OrderSnapshot> {
  throw notWritten('Store.confirmOrder');
}

/** An id of nobody's, and one of another merchant's, is rejected as `order_not_found`. */
export async function getOrder(_api: YourPlatformApi, _id: string): Promise<OrderSnapshot> {
  throw notWritten('Store.getOrder');
}

/** Every order changed at that moment or later; where the platform's filter is not inclusive, ask for a second earlier. */
export async function listOrders(
  _api: YourPlatformApi,
  _query: { readonly updatedSince: string; readonly cursor?: string },
): Promise<Page<OrderSnapshot>> {
  throw notWritten('Store.listOrders');
}

/** Twice is no error; what has shipped is rejected as `order_state`. */
export async function cancelOrder(
  _api: YourPlatformApi,
  _id: string,
  _reason: { readonly idempotencyKey: string; readonly note: string },
): Promise<OrderSnapshot> {
  throw notWritten('Store.cancelOrder');
}
