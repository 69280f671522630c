import type { OrderSnapshot } from '@acp-hub/commerce';
import type { Page, PaymentRecord, RefundOrder, RefundRecord } from '@acp-hub/connector';
import { defined } from './defined';
import { readOrder } from './from-store/order';
import type { StoreApi } from './store-api';

export async function confirmOrder(
  api: StoreApi,
  id: string,
  payment: PaymentRecord,
): Promise<OrderSnapshot> {
  const { idempotencyKey, provider, reference, amount } = payment;
  const body = { provider, reference, amount: amount.amount };
  return readOrder(await api.call('recordPayment', { id, body, idempotencyKey }));
}

export const getOrder = async (api: StoreApi, id: string): Promise<OrderSnapshot> =>
  readOrder(await api.call('getOrder', { id }));

export async function listOrders(
  api: StoreApi,
  { updatedSince, cursor }: { readonly updatedSince: string; readonly cursor?: string },
): Promise<Page<OrderSnapshot>> {
  const page = await api.call('listOrders', { query: { updated_since: updatedSince, cursor } });
  return defined({ items: page.items.map(readOrder), nextCursor: page.next_cursor });
}

export async function cancelOrder(
  api: StoreApi,
  id: string,
  { idempotencyKey, note }: { readonly idempotencyKey: string; readonly note: string },
): Promise<OrderSnapshot> {
  return readOrder(await api.call('cancelOrder', { id, body: { reason: note }, idempotencyKey }));
}

export async function refundOrder(api: StoreApi, id: string, refund: RefundOrder): Promise<RefundRecord> {
  const { idempotencyKey, amount, items, restock, reason, reference } = refund;
  const body = defined({
    amount: amount.amount,
    items: items.map(({ itemId, quantity }) => ({ id: itemId, quantity })),
    restock,
    reason,
    reference,
  });
  const written = await api.call('refundOrder', { id, body, idempotencyKey });
  return { platformRefundId: written.refund.id, snapshot: readOrder(written.order) };
}
