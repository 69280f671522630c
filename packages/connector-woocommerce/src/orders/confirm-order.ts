import type { OrderSnapshot } from '@acp-hub/commerce';
import type { PaymentRecord } from '@acp-hub/connector';
import { recordPayment } from '../companion/record-payment';
import { rejection, unexpected } from '../rest/refusal';
import type { Shop } from '../shop/shop';
import { fetchOrder, snapshotOf } from './get-order';
import { order, type WooOrder } from './order-schema';
import { currencyOf, isPaid, statusOf, totalOf } from './read-order';

/** Makes a held order paid, once per payment; WooCommerce then takes the stock and tells the customer. */
export const confirmOrder = (shop: Shop, id: string, payment: PaymentRecord): Promise<OrderSnapshot> =>
  oneAtATime(shop, id, () =>
    shop.companionSecret === undefined ? setPaid(shop, id, payment) : recordPayment(shop, id, payment),
  );

/** `set_paid` answers 200 for an order of any state, and again for another payment: both are looked at first. */
async function setPaid(shop: Shop, id: string, payment: PaymentRecord): Promise<OrderSnapshot> {
  const own = await fetchOrder(shop, id);
  if (isPaidBy(own, payment)) return snapshotOf(shop, own);
  refuseUnfit(own, payment);
  const answer = await shop.rest.call({
    method: 'PUT',
    path: `orders/${id}`,
    body: { set_paid: true, transaction_id: payment.reference },
    answer: order,
  });
  if (answer.kind === 'refused') throw unexpected(`the payment of order ${id}`, answer);
  // Cancelled in between: the shop answers, and has changed nothing.
  if (!isPaid(answer.value)) throw notNow(answer.value);
  return snapshotOf(shop, answer.value);
}

const isPaidBy = (own: WooOrder, { reference }: PaymentRecord): boolean =>
  isPaid(own) && own.transaction_id === reference && statusOf(own) !== 'canceled';

function refuseUnfit(own: WooOrder, { amount }: PaymentRecord): void {
  if (statusOf(own) === 'canceled' || isPaid(own) || own.status === 'refunded') throw notNow(own);
  if (totalOf(own) !== amount.amount || currencyOf(own) !== amount.currency)
    throw rejection(
      { code: 'amount_mismatch' },
      `Order ${own.id} comes to ${totalOf(own)} ${own.currency}, and ${amount.amount} ${amount.currency} were paid (minor units).`,
    );
}

const notNow = (own: WooOrder) =>
  rejection(
    { code: 'order_state', state: isPaid(own) ? 'paid' : own.status },
    `Order ${own.id} takes no payment: it is ${isPaid(own) ? 'paid by another' : own.status}.`,
  );

/** What is read of an order, and written because of it, belongs together. */
export const oneAtATime = <T>({ context }: Shop, id: string, work: () => Promise<T>): Promise<T> =>
  context.lock(`order/${id}`, work);
