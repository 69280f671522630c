import type { Books } from '../books/books';
import { needsPayment, needsProcessing } from '../books/order-status';
import type { Order } from '../books/records/orders';
import { decimalsOf, decoded, symbolOf } from '../books/shop-rules';
import { decimal } from '../core/decimal';
import { plain } from '../core/money-text';
import { wholeSeconds } from '../core/shop-time';
import { asText, origin, restUrl, type JsonObject, type RestRequest } from '../rest/rest';
import { links } from './links';
import { dates } from './view-dates';
import {
  metaBody,
  lineBody,
  shippingLineBody,
  feeLineBody,
  taxLineBody,
  couponLinesBody,
} from './order-line-view';

export const refundsOf = (books: Books, orderId: number) =>
  [...books.refunds.values()]
    .filter((refund) => refund.orderId === orderId)
    .toSorted((a, b) => wholeSeconds(b.created) - wholeSeconds(a.created) || a.id - b.id);

/** As `wc/v3/orders` shows it. */
export function orderBody(books: Books, request: RestRequest, order: Order): JsonObject {
  const places = decimalsOf(books);
  const money = (amount: string) => plain(amount, places);
  const created = dates(books, 'date_created', order.created);
  const modified = dates(books, 'date_modified', order.modified);
  const completed = dates(books, 'date_completed', order.completed);
  const paid = dates(books, 'date_paid', order.paid);
  return {
    id: order.id,
    parent_id: 0,
    status: order.status,
    currency: order.currency,
    version: books.shop.version,
    prices_include_tax: order.pricesIncludeTax,
    date_created: created['date_created'],
    date_modified: modified['date_modified'],
    discount_total: money(order.discountTotal),
    discount_tax: money(order.discountTax),
    shipping_total: money(order.shippingTotal),
    shipping_tax: money(order.shippingTax),
    cart_tax: money(order.cartTax),
    total: money(order.total),
    total_tax: money(decimal(order.cartTax).plus(order.shippingTax).toFixed()),
    customer_id: order.customerId,
    order_key: order.key,
    billing: addressBody(order.billing),
    shipping: addressBody(order.shippingAddress),
    payment_method: order.paymentMethod,
    payment_method_title: order.paymentMethodTitle,
    transaction_id: order.transactionId,
    customer_ip_address: order.customerIp,
    customer_user_agent: '',
    created_via: order.createdVia,
    customer_note: order.customerNote,
    date_completed: completed['date_completed'],
    date_paid: paid['date_paid'],
    cart_hash: order.cartHash,
    number: String(order.id),
    meta_data: metaBody(order.meta),
    line_items: order.lines.map((line) => lineBody(books, line)),
    tax_lines: order.taxes.map((line) => taxLineBody(books, line)),
    shipping_lines: order.shipping.map((line) => shippingLineBody(books, line)),
    fee_lines: order.fees.map((fee) => feeLineBody(books, fee)),
    coupon_lines: couponLinesBody(books, order),
    refunds: refundsOf(books, order.id).map(({ id, reason, amount }) => ({
      id,
      reason,
      total: `-${money(amount)}`,
    })),
    payment_url: `${origin(request)}/checkout/order-pay/${order.id}/?pay_for_order=true&key=${order.key}`,
    is_editable: ['pending', 'on-hold', 'auto-draft'].includes(order.status),
    needs_payment: needsPayment(order),
    needs_processing: needsProcessing(books, order),
    date_created_gmt: created['date_created_gmt'],
    date_modified_gmt: modified['date_modified_gmt'],
    date_completed_gmt: completed['date_completed_gmt'],
    date_paid_gmt: paid['date_paid_gmt'],
    currency_symbol: decoded(symbolOf(order.currency)),
  };
}

/** E-mail before the telephone, as the order tables have it. */
function addressBody(address: object): JsonObject {
  const { phone, email, ...rest } = address as Record<string, string>;
  return { ...rest, ...(email !== undefined && { email }), phone: asText(phone) };
}

export const orderLinks = (request: RestRequest, { id }: Order): JsonObject => ({
  ...links(request, `/wc/v3/orders/${id}`, '/wc/v3/orders'),
  email_templates: [
    { embeddable: true, href: restUrl(request, `/wc/v3/orders/${id}/actions/email_templates`) },
  ],
});
