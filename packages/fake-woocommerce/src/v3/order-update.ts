import { known } from '../known';
import type { Books } from '../books/books';
import { moveTo, needsPayment, payOrder, takeForNewLines } from '../books/order-status';
import { findOrder, saveOrder } from '../books/orders';
import { refundRest } from '../books/refunds';
import type { Order } from '../books/records/orders';
import { asText, isTrue, RestFailure, type JsonObject } from '../rest/rest';
import { priced, wantedCoupons, withFields } from './order-write';
import { withItems } from './order-lines-write';

export function refuseUnknown(values: JsonObject): void {
  const customer = Number(values['customer_id'] ?? 0);
  if (customer > 1)
    throw new RestFailure(400, 'woocommerce_rest_invalid_customer_id', 'Customer ID is invalid.');
  if (Number(values['parent_id'] ?? 0) !== 0)
    throw new RestFailure(400, 'order_invalid_parent_id', 'Invalid parent ID');
}

export const transactionOf = (values: JsonObject): string | undefined =>
  values['transaction_id'] === undefined ? undefined : asText(values['transaction_id']);

export function updateOrder(books: Books, old: Order, values: JsonObject): Order {
  refuseUnknown(values);
  const codes = wantedCoupons(values);
  let order = withItems(books, withFields(books, old, values), values);
  const isRepriced = [
    'line_items',
    'shipping_lines',
    'fee_lines',
    'coupon_lines',
    'billing',
    'shipping',
  ].some((name) => values[name] !== undefined);
  if (isRepriced) order = takeForNewLines(books, priced(books, order, codes));
  const status = asText(values['status']);
  if (status !== '') order = moveTo(books, order, status);
  if (isTrue(values['set_paid']) && needsPayment(order))
    order = payOrder(books, order, transactionOf(values));
  order = saveOrder(books, order);
  if (status === 'refunded' && old.status !== 'refunded') refundRest(books, order);
  books.announce('order.updated', order.id);
  return known(findOrder(books, order.id));
}
