import type { Books } from '../books/books';
import { findCoupon } from '../books/coupons';
import { productOf, termName } from '../books/orders';
import { findProduct } from '../books/products';
import type {
  FeeLine,
  LineTax,
  OrderItems,
  OrderLine,
  ShippingLine,
  TaxLine,
} from '../books/records/order-items';
import type { Meta } from '../books/records/meta';
import { decimalsOf } from '../books/shop-rules';
import { decimal, roundHalfUp } from '../core/decimal';
import { plain } from '../core/money-text';
import type { Json, JsonObject } from '../rest/rest';

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

export function couponLinesBody(books: Books, order: OrderItems): Json {
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
