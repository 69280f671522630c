import type { Books } from '../books/books';
import { withPluginsTotal } from '../books/plugins-total';
import { payOrder, startAs } from '../books/order-status';
import { recalculated } from '../books/order-totals';
import { newOrder, saveOrder } from '../books/orders';
import type { Order } from '../books/records/orders';
import { asText, isTrue, RestFailure, type JsonObject } from '../rest/rest';
import { priced, wantedCoupons, withFields } from './order-write';
import { withItems } from './order-lines-write';
import { refuseUnknown, transactionOf } from './order-update';

/** Statuses from which payment_complete moves on. */
const CAN_BE_PAID = ['pending', 'on-hold', 'failed', 'cancelled'];

/** A refused coupon leaves the order as a draft, and says which. */
export function createOrder(books: Books, values: JsonObject): Order {
  if (values['id'] !== undefined)
    throw new RestFailure(400, 'woocommerce_rest_shop_order_exists', 'Cannot create existing shop_order.');
  refuseUnknown(values);
  const blank = newOrder(books, 0, asText(values['created_via']) || 'rest-api');
  const filled = withItems(
    books,
    withFields(books, { ...blank, customerId: Number(values['customer_id'] ?? 0) }, values),
    values,
  );
  const draft = saveOrder(books, {
    ...recalculated(books, filled),
    id: books.next('post'),
    status: 'checkout-draft',
  });
  let order: Order;
  try {
    order = withPluginsTotal(books, priced(books, draft, wantedCoupons(values)));
  } catch (error) {
    if (!(error instanceof RestFailure)) throw error;
    throw new RestFailure(error.status, error.code, error.message, {
      status: error.status,
      new_draft_order_id: draft.id,
    });
  }
  books.announce('order.created', order.id);
  books.announce('order.updated', order.id);
  order = startAs(books, order, asText(values['status']) || 'pending');
  // A new order is paid even if it costs nothing.
  return isTrue(values['set_paid']) && CAN_BE_PAID.includes(order.status)
    ? payOrder(books, order, transactionOf(values))
    : order;
}
