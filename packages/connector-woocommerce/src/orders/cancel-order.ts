import type { OrderSnapshot } from '@acp-hub/commerce';
import { z } from 'zod';
import { rejection, unexpected } from '../rest/refusal';
import type { Shop } from '../shop/shop';
import { oneAtATime } from './confirm-order';
import { fetchOrder, partsOf } from './get-order';
import { order } from './order-schema';
import { readOrder, statusOf } from './read-order';

/** Cancels, which puts back the stock of an order that had taken it; the note is for the merchant's eyes alone. */
export const cancelOrder = (
  shop: Shop,
  id: string,
  { note }: { readonly note: string },
): Promise<OrderSnapshot> =>
  oneAtATime(shop, id, async () => {
    const own = await fetchOrder(shop, id);
    const parts = await partsOf(shop, own);
    const status = statusOf(own);
    if (status === 'canceled') return readOrder(own, parts);
    if (['shipped', 'completed'].includes(status) || parts.shipments.length > 0)
      throw rejection({ code: 'order_state', state: own.status }, `Order ${id} has been shipped.`);
    const answer = await shop.rest.call({
      method: 'PUT',
      path: `orders/${id}`,
      body: { status: 'cancelled' },
      answer: order,
    });
    if (answer.kind === 'refused') throw unexpected(`to cancel order ${id}`, answer);
    await addNote(shop, id, note);
    return readOrder(answer.value, parts);
  });

/** The order is cancelled by now: that its reason could not be noted is no failure of that. */
async function addNote({ rest, context }: Shop, id: string, note: string): Promise<void> {
  if (note === '') return;
  try {
    const body = { note: `ACP Hub: ${note}`, customer_note: false };
    await rest.call({ method: 'POST', path: `orders/${id}/notes`, body, answer: z.unknown() });
  } catch {
    context.logger.warn({ order: id }, 'The note about a cancellation could not be written.');
  }
}
