import { known } from '../known';
import { createHash } from 'node:crypto';
import type { Books } from '../books/books';
import { couponInfo } from '../books/order-coupons';
import { findCoupon } from '../books/coupons';
import { withTaxLines } from '../books/order-totals';
import { findOrder, newOrder, saveOrder, variationMeta } from '../books/orders';
import { findProduct } from '../books/products';
import type { Cart, LineTax, Meta, Order } from '../books/records';
import { decimalsOf, taxRules } from '../books/shop-rules';
import { decimal, sum, type Decimal } from '../core/decimal';
import { plain } from '../core/money-text';
import { roundLineTax, type Taxes } from '../core/tax';
import { cartHash } from './cart-view';
import { priceCart, type PricedCart } from './price-cart';

const hash = (value: unknown): string => createHash('md5').update(JSON.stringify(value)).digest('hex');

/** The order a cart is about to become; made at the first look at the checkout, brought up to date at every later one. */
export function draftOf(books: Books, cart: Cart): Order {
  const priced = priceCart(books, cart);
  const known = cart.orderId === undefined ? undefined : findOrder(books, cart.orderId);
  const isReusable =
    known !== undefined &&
    (known.status === 'checkout-draft' ||
      (['pending', 'failed'].includes(known.status) && known.cartHash === cartHash(books, cart)));
  const old = isReusable ? known : undefined;
  const base = old ?? {
    ...newOrder(books, books.next('post'), 'store-api'),
    status: 'checkout-draft',
    customerIp: '127.0.0.1',
  };
  return saveOrder(books, filled(books, cart, priced, base, old));
}

function filled(books: Books, cart: Cart, priced: PricedCart, base: Order, old: Order | undefined): Order {
  const cents = decimal(10).pow(decimalsOf(books));
  const money = (amount: Decimal) => amount.div(cents).toFixed();
  const hashes = {
    _shipping_hash: hash([
      cart.shippingAddress.country,
      cart.shippingAddress.state,
      priced.chosen?.id,
      priced.shipping.toFixed(),
    ]),
    _coupons_hash: hash([cart.coupons, priced.discount.toFixed()]),
    _fees_hash: hash(priced.fees.map(({ name, total }) => [name, total.toFixed()])),
    _taxes_hash: hash([...priced.taxes].map(([id, amount]) => [id, amount.toFixed()])),
  };
  const isNew = (name: keyof typeof hashes) =>
    old === undefined || old.meta.find(({ key }) => key === name)?.value !== hashes[name];
  const ownHash = cartHash(books, cart);
  const taxed = isNew('_taxes_hash') ? { ...base, taxes: [] } : base;
  const order: Order = {
    ...taxed,
    billing: cart.billing,
    shippingAddress: cart.shippingAddress,
    cartHash: ownHash,
    paymentMethod:
      base.paymentMethod || ([...books.gateways.values()].find(({ enabled }) => enabled)?.id ?? ''),
  };
  // Tax lines come first, so that numbers run as the real thing's do.
  const bare = {
    lines: lineItems(books, priced, money, () => 0),
    shipping: [],
    fees: [],
    taxes: order.taxes,
  };
  const shipped = shippingLines(books, priced, money, () => 0);
  const { taxes } = withTaxLines(books, { ...bare, shipping: shipped });
  const next = () => books.next('order_item');
  const lines =
    old !== undefined && old.cartHash === ownHash ? old.lines : lineItems(books, priced, money, next);
  const fees = isNew('_fees_hash')
    ? priced.fees.map(({ name, total, taxes: own }) => ({
        id: next(),
        name,
        total: money(total),
        totalTax: money(sum([...own.values()])),
        taxStatus: own.size > 0 ? ('taxable' as const) : ('none' as const),
        taxClass: '',
        taxes: lineTaxes(books, own, undefined, money),
        meta: [],
      }))
    : order.fees;
  const shipping = isNew('_shipping_hash') ? shippingLines(books, priced, money, next) : order.shipping;
  const coupons = isNew('_coupons_hash')
    ? priced.coupons.map(({ code, discount, discountTax }) => ({
        id: next(),
        code,
        discount: money(discount),
        discountTax: money(discountTax),
        meta: [couponInfo(books, known(findCoupon(books, code)))],
      }))
    : order.coupons;
  const items = { lines, fees, shipping, coupons };
  return {
    ...order,
    ...items,
    taxes: withTaxLines(books, { ...items, taxes }).taxes,
    discountTotal: money(priced.discount),
    discountTax: money(priced.discountTax),
    shippingTotal: money(priced.shipping),
    shippingTax: money(priced.shippingTax),
    cartTax: money(priced.itemsTax.plus(priced.feeTax)),
    total: plain(money(priced.total), decimalsOf(books)),
    meta: withHashes(books, order.meta, { ...hashes, is_vat_exempt: 'no' }),
  };
}

const withHashes = (
  books: Books,
  old: readonly Meta[],
  hashes: Readonly<Record<string, string>>,
): readonly Meta[] => [
  ...Object.entries(hashes).map(([key, value]) => ({
    id: old.find((meta) => meta.key === key)?.id ?? books.next('meta'),
    key,
    value,
  })),
  ...old.filter(({ key }) => hashes[key ?? ''] === undefined),
];

type Money = (cents: Decimal) => string;

const lineTaxes = (
  books: Books,
  taxes: Taxes,
  subtotals: Taxes | undefined,
  money: Money,
): readonly LineTax[] =>
  [...taxes].map(([id, amount]) => ({
    id,
    total: money(roundLineTax(amount, taxRules(books))),
    subtotal: subtotals === undefined ? '' : money(roundLineTax(known(subtotals.get(id)), taxRules(books))),
  }));

const lineItems = (books: Books, priced: PricedCart, money: Money, next: () => number): Order['lines'] =>
  priced.lines.map(({ line, product, priced: own }) => ({
    id: next(),
    name: product.name,
    parentName: product.type === 'variation' ? (findProduct(books, product.parentId)?.name ?? null) : null,
    productId: line.productId,
    variationId: line.variationId,
    quantity: line.quantity,
    taxClass: product.taxClass,
    isTaxable: product.taxStatus === 'taxable',
    subtotal: money(own.subtotal),
    subtotalTax: money(own.subtotalTax),
    total: money(own.total),
    totalTax: money(own.totalTax),
    taxes: lineTaxes(books, own.taxes, own.subtotalTaxes, money),
    meta: [
      ...(product.type === 'variation' ? variationMeta(books, product, line.variation) : []),
      ...(product.backorders === 'notify' && product.managesStock && (product.stock ?? 0) < line.quantity
        ? [
            {
              id: books.next('meta'),
              key: 'Backordered',
              value: String(line.quantity - Math.max(0, product.stock ?? 0)),
            },
          ]
        : []),
    ],
  }));

function shippingLines(
  books: Books,
  priced: PricedCart,
  money: Money,
  next: () => number,
): Order['shipping'] {
  if (priced.chosen === undefined || !priced.needsShipping) return [];
  const { method, cost, taxes } = priced.chosen;
  const items = priced.lines
    .filter(({ product }) => !product.virtual)
    .map(({ line, product }) => `${product.name} &times; ${line.quantity}`)
    .join(', ');
  return [
    {
      id: next(),
      title: method.title,
      methodId: method.method_id,
      instanceId: String(method.instance_id),
      total: money(cost),
      totalTax: money(priced.shippingTax),
      taxes: lineTaxes(books, taxes, undefined, money),
      isTaxable: true,
      meta: [{ id: books.next('meta'), key: 'Items', value: items }],
    },
  ];
}
