import { known } from '../known';
import type { Books } from '../books/books';
import { findCoupon } from '../books/coupons';
import { needsPayment } from '../books/order-status';
import { findOrder, productOf, termName } from '../books/orders';
import { findProduct } from '../books/products';
import type { Order } from '../books/records/orders';
import type { OrderLine } from '../books/records/order-items';
import type { Product } from '../books/records/catalogue';
import { refundedSoFar } from '../books/refunds';
import { decimalsOf } from '../books/shop-rules';
import { decimal, sum, type Decimal } from '../core/decimal';
import { minorUnits } from '../core/money-text';
import { asText, one, RestFailure, type JsonObject, type RestRequest } from '../rest/rest';
import type { Route } from '../rest/routes';
import { permalink } from '../v3/product-parts';
import { descriptions, imagesOf, priceFields, raw } from './cart-item-view';
import { currencyFields } from './money';

/** An order as its buyer may see it, with the key alone. */
export const storeOrderRoutes = (books: Books): readonly Route[] => [
  {
    path: '/wc/store/v1/order/:id',
    methods: {
      GET: {
        access: 'public',
        handle: ({ request, path }) => {
          const order = findOrder(books, known(path['id']));
          if (order === undefined || order.key !== one(request.query['key']))
            throw new RestFailure(401, 'woocommerce_rest_invalid_order', 'Invalid order ID or key provided.');
          return { body: orderBody(books, request, order) };
        },
      },
    },
  },
];

function orderBody(books: Books, request: RestRequest, order: Order): JsonObject {
  const units = (amount: string | Decimal) =>
    minorUnits(decimal(amount).times(decimal(10).pow(decimalsOf(books))));
  const { email, phone, ...billing } = order.billing;
  return {
    id: order.id,
    status: order.status,
    items: order.lines.flatMap((line) => {
      const product = productOf(books, line);
      return product === undefined ? [] : [item(books, request, order, line, product, units)];
    }),
    coupons: order.coupons.map((line) => ({
      code: line.code,
      discount_type: findCoupon(books, line.code)?.type ?? '',
      totals: {
        total_discount: units(line.discount),
        total_discount_tax: units(line.discountTax),
        ...currencyFields(books),
      },
    })),
    fees: order.fees.map(({ id, name, total, totalTax }) => ({
      id,
      name,
      totals: { total: units(total), total_tax: units(totalTax), ...currencyFields(books) },
    })),
    totals: {
      subtotal: units(sum(order.lines.map((line) => decimal(line.subtotal)))),
      total_discount: units(order.discountTotal),
      total_shipping: units(order.shippingTotal),
      total_fees: units(sum(order.fees.map(({ total }) => decimal(total)))),
      total_tax: units(decimal(order.cartTax).plus(order.shippingTax)),
      total_refund: units(refundedSoFar(books, order.id)),
      total_price: units(order.total),
      total_items: units(sum(order.lines.map(({ total }) => decimal(total)))),
      total_items_tax: units(order.cartTax),
      total_fees_tax: units(sum(order.fees.map(({ totalTax }) => decimal(totalTax)))),
      total_discount_tax: units(order.discountTax),
      total_shipping_tax: units(order.shippingTax),
      tax_lines: order.taxes.map(({ label, taxTotal, shippingTaxTotal, percent }) => ({
        name: label,
        price: units(decimal(taxTotal).plus(shippingTaxTotal)),
        rate: String(percent),
      })),
      ...currencyFields(books),
    },
    shipping_address: { ...order.shippingAddress },
    billing_address: { ...billing, email, phone },
    needs_payment: needsPayment(order),
    needs_shipping: order.shipping.length > 0,
    payment_requirements: ['products'],
    errors: [],
  };
}

function item(
  books: Books,
  request: RestRequest,
  order: Order,
  line: OrderLine,
  product: Product,
  units: (amount: string) => string,
): JsonObject {
  const parent = product.type === 'variation' ? findProduct(books, product.parentId) : undefined;
  const choices = line.meta.filter(({ key }) => key !== null && !key.startsWith('_'));
  const nameOf = (key: string) =>
    parent?.attributes.find(({ slug, name }) => slug === key || name.toLowerCase() === key)?.name ?? key;
  return {
    key: order.key,
    id: line.id,
    quantity: line.quantity,
    quantity_limits: { minimum: line.quantity, maximum: line.quantity, multiple_of: 1, editable: false },
    name: line.name,
    ...descriptions(product),
    sku: product.sku,
    low_stock_remaining: null,
    backorders_allowed: product.backorders !== 'no',
    show_backorder_badge: false,
    sold_individually: product.soldIndividually,
    permalink: permalink(books, request, product),
    images: imagesOf(product),
    variation: choices.map(({ key, value }) => ({ attribute: nameOf(known(key)), value })),
    item_data:
      choices.length === 0
        ? []
        : Object.fromEntries(
            choices.map(({ id, key, value }) => [
              id,
              {
                key,
                value,
                display_key: nameOf(known(key)),
                display_value: `<p>${termName(books, known(key), asText(value))}</p>\n`,
              },
            ]),
          ),
    prices: { ...priceFields(books, product), raw_prices: raw(books, product) },
    totals: {
      line_subtotal: units(line.subtotal),
      line_subtotal_tax: units(line.subtotalTax),
      line_total: units(line.total),
      line_total_tax: units(line.totalTax),
      ...currencyFields(books),
    },
    catalog_visibility: product.visibility,
  };
}
