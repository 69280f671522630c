import type { Books } from '../books/books';
import { findCoupon } from '../books/coupons';
import { needsPayment, needsProcessing } from '../books/order-status';
import { productOf, termName } from '../books/orders';
import { findProduct } from '../books/products';
import type {
  FeeLine,
  LineTax,
  Meta,
  Order,
  OrderItems,
  OrderLine,
  ShippingLine,
  TaxLine,
} from '../books/records';
import { decimalsOf, decoded, symbolOf } from '../books/shop-rules';
import { decimal, roundHalfUp } from '../core/decimal';
import { plain } from '../core/money-text';
import { wholeSeconds } from '../core/shop-time';
import { asText, origin, restUrl, type Json, type JsonObject, type RestRequest } from '../rest/rest';
import { links } from './links';
import { dates } from './view-dates';

export const metaBody = (metas: readonly Meta[]): Json =>
  metas.map(({ id, key, value }) => ({ id, key, value }));

const shownMeta = (
  books: Books,
  line: { readonly productId?: number; readonly meta: readonly Meta[] },
): Json =>
  line.meta.map(({ id, key, value }) => {
    const parent = line.productId ? findProduct(books, line.productId) : undefined;
    const attribute = parent?.attributes.find((one) => one.slug === key || one.name.toLowerCase() === key);
    return {
      id,
      key,
      value,
      display_key: value === '' ? (key ?? '') : (attribute?.name ?? key ?? ''),
      display_value: typeof value === 'string' && attribute ? termName(books, key ?? '', value) : value,
    };
  });

const taxesBody = (books: Books, taxes: readonly LineTax[]): Json =>
  taxes.map(({ id, total, subtotal }) => ({
    id,
    total: plain(total, decimalsOf(books)),
    subtotal: subtotal === '' ? '' : plain(subtotal, decimalsOf(books)),
  }));

export function lineBody(books: Books, line: OrderLine): JsonObject {
  const places = decimalsOf(books);
  const product = productOf(books, line);
  return {
    id: line.id,
    name: line.name,
    product_id: line.productId,
    variation_id: line.variationId,
    quantity: line.quantity,
    tax_class: line.taxClass,
    subtotal: plain(line.subtotal, places),
    subtotal_tax: plain(line.subtotalTax, places),
    total: plain(line.total, places),
    total_tax: plain(line.totalTax, places),
    taxes: taxesBody(books, line.taxes),
    meta_data: shownMeta(books, line),
    sku: product === undefined ? null : product.sku,
    price: line.quantity === 0 ? 0 : Number(plain(line.total, 6)) / line.quantity,
    image:
      product?.image !== undefined
        ? { id: product.id + 10_000, src: product.image }
        : { id: product === undefined || line.variationId ? 0 : '', src: '' },
    parent_name: line.parentName,
  };
}

export const shippingLineBody = (books: Books, line: ShippingLine): JsonObject => ({
  id: line.id,
  method_title: line.title,
  method_id: line.methodId,
  instance_id: line.instanceId,
  total: plain(line.total, decimalsOf(books)),
  total_tax: plain(line.totalTax, decimalsOf(books)),
  taxes: taxesBody(books, line.taxes),
  tax_status: line.isTaxable ? 'taxable' : 'none',
  meta_data: shownMeta(books, line),
});

export const feeLineBody = (books: Books, fee: FeeLine): JsonObject => ({
  id: fee.id,
  name: fee.name,
  tax_class: fee.taxClass,
  tax_status: fee.taxStatus,
  amount: '',
  total: plain(fee.total, decimalsOf(books)),
  total_tax: plain(fee.totalTax, decimalsOf(books)),
  taxes: taxesBody(books, fee.taxes),
  meta_data: shownMeta(books, fee),
});

export const taxLineBody = (books: Books, line: TaxLine): JsonObject => ({
  id: line.id,
  rate_code: line.code,
  rate_id: line.rateId,
  label: line.label,
  compound: line.compound,
  tax_total: plain(line.taxTotal, decimalsOf(books)),
  shipping_tax_total: plain(line.shippingTaxTotal, decimalsOf(books)),
  rate_percent: line.percent,
  meta_data: [],
});

function couponLinesBody(books: Books, order: OrderItems): Json {
  return order.coupons.map((line) => {
    const coupon = findCoupon(books, line.code);
    return {
      id: line.id,
      code: line.code,
      discount: roundHalfUp(decimal(line.discount), decimalsOf(books)).toFixed(),
      discount_tax: roundHalfUp(decimal(line.discountTax), decimalsOf(books)).toFixed(),
      meta_data: line.meta.map(({ id, key, value }) => ({
        id,
        key,
        value,
        display_key: key,
        display_value: value,
      })),
      discount_type: coupon?.type ?? '',
      nominal_amount: Number(coupon?.amount ?? 0),
      free_shipping: coupon?.freeShipping ?? false,
    };
  });
}

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
