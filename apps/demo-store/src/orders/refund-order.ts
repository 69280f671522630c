import type { RefundRequest, WireOrder } from '@acp-hub/store-contract';
import { done, refused } from '../result';
import type { Decision } from './transition';
import { wrongState } from './wrong-state';

/** Sum of all refunds, in minor units. */
export const amountRefunded = ({ refunds }: WireOrder): number =>
  refunds.reduce((sum, { amount }) => sum + amount, 0);

const unitsRefunded = ({ refunds }: WireOrder, itemId: string): number =>
  refunds
    .flatMap(({ items }) => items)
    .filter(({ id }) => id === itemId)
    .reduce((sum, { quantity }) => sum + quantity, 0);

/** Records money given back, never more than was paid, nor more goods than were bought. */
export function refundOrder(
  order: WireOrder,
  request: RefundRequest,
  refundId: string,
  now: string,
): Decision {
  const { restock, ...refund } = request;
  if (order.payment === undefined)
    return wrongState(order, 'nothing has been paid, so there is nothing to give back');
  const left = order.payment.amount - amountRefunded(order);
  if (request.amount === 0) return wrongState(order, 'all of the payment has been given back');
  if (request.amount > left)
    return refused('refund_exceeds_paid', `At most ${left} of order ${order.number} can be refunded.`, {
      param: '$.amount',
    });
  for (const [index, { id, quantity }] of request.items.entries()) {
    const bought = order.lines.find(({ item }) => item.id === id)?.quantity ?? 0;
    if (quantity > bought - unitsRefunded(order, id))
      return refused('invalid_request', `Order ${order.number} has not so many of ${id} left to refund.`, {
        param: `$.items[${index}].quantity`,
      });
  }
  return done({
    order: { ...order, refunds: [...order.refunds, { id: refundId, ...refund, created_at: now }] },
    event: 'order.refunded',
    // A canceled order's goods went back on the shelf when it was canceled.
    restock: restock && order.status !== 'canceled' ? request.items : [],
    refundId,
  });
}
