import type { Books } from '../books/books';
import { withCouponsApplied } from '../books/order-coupons';
import { recalculated } from '../books/order-totals';
import type { Address, BillingAddress } from '../books/records/addresses';
import type { Order } from '../books/records/orders';
import { asText, isObject, RestFailure, type Json, type JsonObject } from '../rest/rest';
import { mergedMeta } from './merged-meta';
import { objects } from './order-lines-write';

/** What a request says of addresses, payment, note and meta. */
export function withFields(books: Books, order: Order, values: JsonObject): Order {
  const text = (name: string, old: string) => (values[name] === undefined ? old : asText(values[name]));
  return {
    ...order,
    billing: merged(order.billing, values['billing']) as BillingAddress,
    shippingAddress: merged(order.shippingAddress, values['shipping']) as Address,
    currency: text('currency', order.currency),
    paymentMethod: text('payment_method', order.paymentMethod),
    paymentMethodTitle: text('payment_method_title', order.paymentMethodTitle),
    transactionId: text('transaction_id', order.transactionId),
    customerNote: text('customer_note', order.customerNote),
    meta: mergedMeta(books, order.meta, values['meta_data']),
  };
}

const merged = (old: object, given: Json | undefined): object =>
  isObject(given)
    ? {
        ...old,
        ...Object.fromEntries(
          Object.keys(old).flatMap((name) =>
            given[name] === undefined ? [] : [[name, asText(given[name])]],
          ),
        ),
      }
    : old;

/** Codes a request wants on the order; `undefined` where it says nothing of coupons. */
export function wantedCoupons(values: JsonObject): readonly string[] | undefined {
  if (!Array.isArray(values['coupon_lines'])) return undefined;
  return objects(values['coupon_lines']).map((item) => {
    if (item['id'] !== undefined)
      throw new RestFailure(400, 'woocommerce_rest_coupon_item_id_readonly', 'Coupon item ID is readonly.');
    if (asText(item['code']) === '')
      throw new RestFailure(400, 'woocommerce_rest_invalid_coupon', 'Coupon code is required.');
    return asText(item['code']).toLowerCase();
  });
}

export const priced = (books: Books, order: Order, codes: readonly string[] | undefined): Order =>
  codes === undefined ? recalculated(books, order) : withCouponsApplied(books, order, codes);
