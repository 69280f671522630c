import { known } from '../known';
import { createHash } from 'node:crypto';
import type { Books } from '../books/books';
import { couponInfo } from '../books/order-coupons';
import { findCoupon } from '../books/coupons';
import { findOrder, newOrder, saveOrder } from '../books/orders';
import type { Cart } from '../books/records/carts';
import type { Meta } from '../books/records/meta';
import type { Order } from '../books/records/orders';
import { decimalsOf, taxRules } from '../books/shop-rules';
import { totalOf } from '../core/tax';
import { plain } from '../core/money-text';
import { taxLinesOf } from './cart-taxes';
import { cartHash } from './cart-view';
import { feeLines, lineItems, money, shippingLines, taxLines } from './draft-lines';
import { priceCart, type PricedCart } from './price-cart';

const hash = (value: unknown): string => createHash('md5').update(JSON.stringify(value)).digest('hex');

/** The order a cart is about to become; made at the first look at the checkout, brought up to date at every later one. */
export function draftOf(books: Books, cart: Cart): Order {
  const priced = priceCart(books, cart);
  const found = cart.orderId === undefined ? undefined : findOrder(books, cart.orderId);
  const isReusable =
    found !== undefined &&
    (found.status === 'checkout-draft' ||
      (['pending', 'failed'].includes(found.status) && found.cartHash === cartHash(books, cart)));
  const old = isReusable ? found : undefined;
  const base = old ?? {
    ...newOrder(books, books.next('post'), 'store-api'),
    status: 'checkout-draft',
    customerIp: '127.0.0.1',
  };
  return saveOrder(books, filled(books, cart, priced, base, old));
}

/** What was the same at the last look keeps its lines, numbers and all. */
function filled(books: Books, cart: Cart, priced: PricedCart, base: Order, old: Order | undefined): Order {
  const hashes = hashesOf(books, cart, priced);
  const isNew = (name: keyof typeof hashes) =>
    old === undefined || old.meta.find(({ key }) => key === name)?.value !== hashes[name];
  const ownHash = cartHash(books, cart);
  // Tax lines come first, so that numbers run as the real thing's do.
  const taxes = taxLines(books, priced, isNew('_taxes_hash') ? [] : base.taxes);
  const lines = old !== undefined && old.cartHash === ownHash ? old.lines : lineItems(books, priced);
  const fees = isNew('_fees_hash') ? feeLines(books, priced) : base.fees;
  const shipping = isNew('_shipping_hash') ? shippingLines(books, priced) : base.shipping;
  const coupons = isNew('_coupons_hash') ? couponLines(books, priced) : base.coupons;
  return {
    ...base,
    billing: cart.billing,
    shippingAddress: cart.shippingAddress,
    cartHash: ownHash,
    paymentMethod:
      base.paymentMethod || ([...books.gateways.values()].find(({ enabled }) => enabled)?.id ?? ''),
    lines,
    fees,
    shipping,
    coupons,
    taxes,
    discountTotal: money(books, priced.discount),
    discountTax: money(books, priced.discountTax),
    shippingTotal: money(books, priced.shipping),
    shippingTax: money(books, totalOf(priced.shippingTaxes)),
    cartTax: money(books, totalOf(priced.itemTaxes).plus(priced.feeTax)),
    total: plain(money(books, priced.total), decimalsOf(books)),
    meta: withHashes(books, base.meta, { ...hashes, is_vat_exempt: 'no' }),
  };
}

const hashesOf = (books: Books, cart: Cart, priced: PricedCart) => ({
  _shipping_hash: hash([
    cart.shippingAddress.country,
    cart.shippingAddress.state,
    priced.chosen?.id,
    priced.shipping.toFixed(),
  ]),
  _coupons_hash: hash([cart.coupons, priced.discount.toFixed()]),
  _fees_hash: hash(priced.fees.map(({ name, total }) => [name, total.toFixed()])),
  _taxes_hash: hash([...taxLinesOf(priced, taxRules(books))].map(([id, amount]) => [id, amount.toFixed()])),
});

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

const couponLines = (books: Books, priced: PricedCart): Order['coupons'] =>
  priced.coupons.map(({ code, discount, discountTax }) => ({
    id: books.next('order_item'),
    code,
    discount: money(books, discount),
    discountTax: money(books, discountTax),
    meta: [couponInfo(books, known(findCoupon(books, code)))],
  }));
