import { ConnectorError, type PlaceOrder, type PlacedOrder } from '@acp-hub/connector';
import { readPlacedOrder } from './from-store/order';
import { withQuote } from './quoting';
import type { StoreApi } from './store-api';
import { writeOrderRequest } from './to-store/order-request';

/** The order made under a key; the store keeps its keys for good. */
export async function findOrder(api: StoreApi, idempotencyKey: string): Promise<PlacedOrder | undefined> {
  const { items } = await api.call('listOrders', { query: { idempotency_key: idempotencyKey } });
  const [order] = items;
  return order && readPlacedOrder(order);
}

const isConflict = (error: unknown): boolean =>
  error instanceof ConnectorError &&
  error.status === 409 &&
  error.failure.kind === 'rejected' &&
  error.failure.reason.code === 'other';

/**
 * Places the order once per key. The store compares whole requests: where the same attempt comes with a
 * newer quote than it first had, the order it made then is the answer.
 */
export async function placeOrder(api: StoreApi, order: PlaceOrder): Promise<PlacedOrder> {
  const { idempotencyKey, request, reference } = order;
  try {
    return await withQuote(api, request, reference, async (quoteId) => {
      const body = writeOrderRequest(order, quoteId);
      return readPlacedOrder(await api.call('placeOrder', { body, idempotencyKey }));
    });
  } catch (error) {
    const made = isConflict(error) ? await findOrder(api, idempotencyKey) : undefined;
    if (made?.total.amount === order.expectedTotal.amount) return made;
    throw error;
  }
}
