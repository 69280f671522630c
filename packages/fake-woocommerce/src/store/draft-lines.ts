import type { Books } from '../books/books';
import { sumOfTaxes, taxLine } from '../books/order-totals';
import { variationMeta } from '../books/orders';
import { findProduct } from '../books/products';
import type { LineTax, TaxLine } from '../books/records/order-items';
import type { Meta } from '../books/records/meta';
import type { Order } from '../books/records/orders';
import type { Product } from '../books/records/catalogue';
import { decimalsOf } from '../books/shop-rules';
import { decimal, ZERO, type Decimal } from '../core/decimal';
import { trimmed } from '../core/money-text';
import { PRECISION, type Taxes } from '../core/tax';
import type { CartItem, PricedCart } from './price-cart';

/** Cents of the cart as an order keeps them: whole units, six places. */
export const money = (books: Books, cents: Decimal): string =>
  trimmed(cents.div(decimal(10).pow(decimalsOf(books))), PRECISION);

const lineTaxes = (books: Books, taxes: Taxes, subtotals?: Taxes): readonly LineTax[] =>
  [...taxes].map(([id, amount]) => ({
    id,
    total: money(books, amount),
    subtotal: subtotals === undefined ? '' : money(books, subtotals.get(id) ?? ZERO),
  }));

/** Rounded by the order anew, from what it keeps of the cart's taxes. */
const totalTax = (books: Books, taxes: Taxes): string =>
  sumOfTaxes(books, new Map([...taxes].map(([id, amount]) => [id, decimal(money(books, amount))]))).toFixed();

export const lineItems = (books: Books, priced: PricedCart): Order['lines'] =>
  priced.lines.map(({ line, product, priced: own }) => ({
    id: books.next('order_item'),
    name: product.name,
    parentName: product.type === 'variation' ? (findProduct(books, product.parentId)?.name ?? null) : null,
    productId: line.productId,
    variationId: line.variationId,
    quantity: line.quantity,
    taxClass: product.taxClass,
    isTaxable: product.taxStatus === 'taxable',
    subtotal: money(books, own.subtotal),
    subtotalTax: totalTax(books, own.subtotalTaxes),
    total: money(books, own.total),
    totalTax: totalTax(books, own.taxes),
    taxes: lineTaxes(books, own.taxes, own.subtotalTaxes),
    meta: [
      ...(product.type === 'variation' ? variationMeta(books, product, line.variation) : []),
      ...backordered(books, product, line.quantity),
    ],
  }));

function backordered(books: Books, product: Product, quantity: number): readonly Meta[] {
  const stock = product.stock ?? 0;
  if (product.backorders !== 'notify' || !product.managesStock || stock >= quantity) return [];
  return [{ id: books.next('meta'), key: 'Backordered', value: String(quantity - Math.max(0, stock)) }];
}

export const feeLines = (books: Books, priced: PricedCart): Order['fees'] =>
  priced.fees.map(({ name, total, taxes }) => ({
    id: books.next('order_item'),
    name,
    total: money(books, total),
    totalTax: totalTax(books, taxes),
    taxStatus: taxes.size > 0 ? ('taxable' as const) : ('none' as const),
    taxClass: '',
    taxes: lineTaxes(books, taxes),
    meta: [],
  }));

export function shippingLines(books: Books, priced: PricedCart): Order['shipping'] {
  if (priced.chosen === undefined || !priced.needsShipping) return [];
  const { method, cost, taxes } = priced.chosen;
  return [
    {
      id: books.next('order_item'),
      title: method.title,
      methodId: method.method_id,
      instanceId: String(method.instance_id),
      total: money(books, cost),
      totalTax: totalTax(books, taxes),
      taxes: lineTaxes(books, taxes),
      isTaxable: true,
      meta: [{ id: books.next('meta'), key: 'Items', value: itemsSent(priced.lines) }],
    },
  ];
}

const itemsSent = (lines: readonly CartItem[]): string =>
  lines
    .filter(({ product }) => !product.virtual)
    .map(({ line, product }) => `${product.name} &times; ${line.quantity}`)
    .join(', ');

/** As the cart has them, in its order: items, delivery, fees. */
export function taxLines(books: Books, priced: PricedCart, old: readonly TaxLine[]): Order['taxes'] {
  const { itemTaxes, shippingTaxes, feeTaxes } = priced;
  const ids = new Set([itemTaxes, shippingTaxes, feeTaxes].flatMap((taxes) => [...taxes.keys()]));
  const units = (taxes: Taxes, id: number) => decimal(money(books, taxes.get(id) ?? ZERO));
  return [...ids].map((id) =>
    taxLine(books, id, old, {
      tax: units(itemTaxes, id).plus(units(feeTaxes, id)),
      shippingTax: units(shippingTaxes, id),
    }),
  );
}
