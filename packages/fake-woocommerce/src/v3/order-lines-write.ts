import { known } from '../known';
import type { Books } from '../books/books';
import { netPrice, productOf, variationMeta } from '../books/orders';
import { findProduct } from '../books/products';
import type { FeeLine, OrderLine, ShippingLine } from '../books/records/order-items';
import type { Order } from '../books/records/orders';
import type { Product } from '../books/records/catalogue';
import { decimal } from '../core/decimal';
import { asText, isObject, RestFailure, type Json, type JsonObject } from '../rest/rest';
import { mergedMeta } from './merged-meta';
import { priceOf } from './product-write';

/** WooCommerce hands 0 to a function that wants the number of a line, and dies of it. */
const fatal = () =>
  Object.assign(
    new RestFailure(
      500,
      'internal_server_error',
      '<p>There has been a critical error on this website.</p><p><a href="https://wordpress.org/documentation/article/faq-troubleshooting/">Learn more about troubleshooting WordPress.</a></p>',
      {
        status: 500,
        error: {
          type: 1,
          message: 'Uncaught TypeError',
          file: 'class-wc-rest-orders-controller.php',
          line: 219,
        },
      },
      { extra: { additional_errors: [] } },
    ),
    { isBare: true },
  );

export const objects = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? (value as readonly Json[]).filter(isObject) : [];

/** Before any line takes a number. */
function mustBeComplete(books: Books, values: JsonObject): void {
  const fresh = (name: string) => objects(values[name]).filter(({ id }) => id === undefined);
  for (const item of fresh('line_items')) {
    if (item['quantity'] === 0) throw fatal();
    wantedProduct(books, item);
  }
  if (fresh('shipping_lines').some((item) => asText(item['method_id']) === ''))
    throw new RestFailure(400, 'woocommerce_rest_invalid_shipping_item', 'Shipping method ID is required.');
  if (fresh('fee_lines').some((item) => asText(item['name']) === ''))
    throw new RestFailure(400, 'woocommerce_rest_invalid_fee_item', 'Fee name is required.');
}

/** Lines as a request adds, changes or takes them away. @throws RestFailure for what has no product, name or method. */
export function withItems(books: Books, order: Order, values: JsonObject): Order {
  mustBeComplete(books, values);
  return {
    ...order,
    lines: applied(objects(values['line_items']), order.lines, (item, old) => lineFrom(books, item, old), [
      'product_id',
    ]),
    shipping: applied(
      objects(values['shipping_lines']),
      order.shipping,
      (item, old) => shippingFrom(books, item, old),
      ['method_id'],
    ),
    fees: applied(objects(values['fee_lines']), order.fees, (item, old) => feeFrom(books, item, old), [
      'name',
    ]),
  };
}

function applied<Line extends { readonly id: number }>(
  given: readonly JsonObject[],
  old: readonly Line[],
  read: (item: JsonObject, old: Line | undefined) => Line,
  emptied: readonly string[],
): readonly Line[] {
  let lines = [...old];
  for (const item of given) {
    const id = item['id'] === undefined ? undefined : Number(item['id']);
    const known = lines.find((line) => line.id === id);
    if (id !== undefined && known === undefined)
      throw new RestFailure(
        400,
        'woocommerce_rest_invalid_item_id',
        'Order item ID provided is not associated with order.',
      );
    const isGone =
      known !== undefined && (emptied.some((name) => item[name] === null) || item['quantity'] === 0);
    if (isGone) lines = lines.filter((line) => line !== known);
    else if (known === undefined) lines.push(read(item, undefined));
    else lines = lines.map((line) => (line === known ? read(item, known) : line));
  }
  return lines;
}

function wantedProduct(books: Books, item: JsonObject): Product | undefined {
  const sku = asText(item['sku']);
  if (sku !== '') return [...books.products.values()].find((product) => product.sku === sku);
  const id = Number(item['variation_id'] || item['product_id'] || 0);
  if (id === 0)
    throw new RestFailure(
      400,
      'woocommerce_rest_required_product_reference',
      'Product ID or SKU is required.',
    );
  return findProduct(books, id);
}

function lineFrom(books: Books, item: JsonObject, old: OrderLine | undefined): OrderLine {
  const product =
    old === undefined || item['product_id'] !== undefined || item['sku'] !== undefined
      ? wantedProduct(books, item)
      : productOf(books, old);
  const quantity = item['quantity'] === undefined ? (old?.quantity ?? 1) : Number(item['quantity']);
  const isSame = old !== undefined && quantity === old.quantity;
  const net = product === undefined ? '0' : quantity < 0 ? '0' : netPrice(books, product, quantity);
  const amount = (name: 'total' | 'subtotal', otherwise: string) =>
    item[name] === undefined ? otherwise : priceOf(item[name]) || '0';
  const scaled = (value: string) =>
    old === undefined || old.quantity === 0
      ? net
      : decimal(value).div(old.quantity).times(quantity).toFixed();
  const parent = product?.type === 'variation' ? findProduct(books, product.parentId) : undefined;
  const base: OrderLine = old ?? {
    id: books.next('order_item'),
    name: product?.name ?? '',
    parentName: parent?.name ?? null,
    productId: parent?.id ?? product?.id ?? 0,
    variationId: parent === undefined ? 0 : known(product).id,
    quantity,
    taxClass: product?.taxClass ?? '',
    isTaxable: product === undefined || product.taxStatus === 'taxable',
    subtotal: net,
    subtotalTax: '0',
    total: net,
    totalTax: '0',
    taxes: [],
    meta: parent === undefined ? [] : variationMeta(books, known(product)),
  };
  return {
    ...base,
    name: item['name'] === undefined ? base.name : asText(item['name']),
    quantity,
    subtotal: amount('subtotal', isSame || old === undefined ? base.subtotal : scaled(base.subtotal)),
    total: amount('total', isSame || old === undefined ? base.total : scaled(base.total)),
    meta: mergedMeta(books, base.meta, item['meta_data']),
  };
}

function shippingFrom(books: Books, item: JsonObject, old: ShippingLine | undefined): ShippingLine {
  return {
    id: old?.id ?? books.next('order_item'),
    title: item['method_title'] === undefined ? (old?.title ?? '') : asText(item['method_title']),
    methodId: item['method_id'] === undefined ? (old?.methodId ?? '') : asText(item['method_id']),
    instanceId: item['instance_id'] === undefined ? (old?.instanceId ?? '') : asText(item['instance_id']),
    total: item['total'] === undefined ? (old?.total ?? '0') : priceOf(item['total']) || '0',
    totalTax: '0',
    taxes: [],
    isTaxable: true,
    meta: mergedMeta(books, old?.meta ?? [], item['meta_data']),
  };
}

function feeFrom(books: Books, item: JsonObject, old: FeeLine | undefined): FeeLine {
  return {
    id: old?.id ?? books.next('order_item'),
    name: item['name'] === undefined ? (old?.name ?? '') : asText(item['name']),
    total: item['total'] === undefined ? (old?.total ?? '0') : priceOf(item['total']) || '0',
    totalTax: '0',
    taxStatus: item['tax_status'] === 'none' ? 'none' : (old?.taxStatus ?? 'taxable'),
    taxClass: item['tax_class'] === undefined ? (old?.taxClass ?? '') : asText(item['tax_class']),
    taxes: [],
    meta: mergedMeta(books, old?.meta ?? [], item['meta_data']),
  };
}
