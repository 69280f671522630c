import { known } from '../known';
import type { Books } from '../books/books';
import { findOrder, saveOrder } from '../books/orders';
import { needsPayment } from '../books/order-status';
import type { Cart } from '../books/records/carts';
import { asText, RestFailure } from '../rest/rest';
import type { Answer, Call } from '../rest/routes';
import { invalid } from '../rest/schema';
import { addressComplaint, readAddress, withoutEmail } from './addresses';
import { mustPay } from './payment';
import { checkoutBody } from './checkout-view';
import { gatewayOf, paymentData } from './checkout-gateway';

export function payForOrder(books: Books, cart: Cart, call: Call): { cart: Cart; answer: () => Answer } {
  const { values, path, request } = call;
  const order = findOrder(books, known(path['id']));
  if (order === undefined || order.key !== asText(values['key']))
    throw new RestFailure(401, 'woocommerce_rest_invalid_order', 'Invalid order ID or key provided.');
  if (!needsPayment(order))
    throw new RestFailure(
      500,
      'invalid_order_update_status',
      'This order cannot be paid for.',
      {},
      { raw: null },
    );
  const billing = readAddress(order.billing, values['billing_address']);
  const complaint = addressComplaint(billing);
  if (complaint !== undefined) throw invalid([['billing_address', complaint]]);
  const method = gatewayOf(books, values);
  const shippingAddress = readAddress(
    order.shippingAddress,
    values['shipping_address'] ?? withoutEmail(values['billing_address']),
  );
  const ready = saveOrder(books, {
    ...order,
    billing,
    shippingAddress,
    paymentMethod: method.id,
    paymentMethodTitle: method.title,
  });
  const { paid, details } = mustPay(books, request, ready, paymentData(values));
  books.announce('order.updated', paid.id);
  return {
    cart,
    answer: () => ({ body: checkoutBody(books, request, paid, { status: 'success', details }) }),
  };
}
