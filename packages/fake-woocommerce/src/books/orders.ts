import { randomBytes } from 'node:crypto';
import { decimal } from '../core/decimal';
import { plain, trimmed } from '../core/money-text';
import { PRECISION, totalOf, taxWithin } from '../core/tax';
import type { Books } from './books';
import { findProduct, ownPrice, priceView } from './products';
import type { Address, BillingAddress } from './records/addresses';
import type { Meta } from './records/meta';
import type { Note, Order } from './records/orders';
import type { OrderLine } from './records/order-items';
import type { Product } from './records/catalogue';
import { basePlace, currencyOf, decimalsOf, ratesAt, taxRules } from './shop-rules';

export const NO_ADDRESS: Address = {
  first_name: '',
  last_name: '',
  company: '',
  address_1: '',
  address_2: '',
  city: '',
  state: '',
  postcode: '',
  country: '',
  phone: '',
};

export const NO_BILLING: BillingAddress = { ...NO_ADDRESS, email: '' };

export const orderKey = (): string =>
  `wc_order_${randomBytes(12)
    .toString('base64')
    .replaceAll(/[^A-Za-z0-9]/g, 'x')
    .slice(0, 13)}`;

export const findOrder = (books: Books, id: number | string): Order | undefined =>
  books.orders.get(String(id));

export function newOrder(books: Books, id: number, createdVia: string): Order {
  const now = books.now();
  return {
    id,
    status: 'pending',
    currency: currencyOf(books),
    created: now,
    modified: now,
    paid: null,
    completed: null,
    key: orderKey(),
    customerId: 0,
    billing: NO_BILLING,
    shippingAddress: NO_ADDRESS,
    paymentMethod: '',
    paymentMethodTitle: '',
    transactionId: '',
    createdVia,
    customerNote: '',
    customerIp: '',
    cartHash: '',
    discountTotal: '0',
    discountTax: '0',
    shippingTotal: '0',
    shippingTax: '0',
    cartTax: '0',
    total: plain(0, decimalsOf(books)),
    meta: [],
    pricesIncludeTax: taxRules(books).pricesIncludeTax,
    isStockReduced: false,
    areCouponsCounted: false,
    holdsStockUntil: null,
    lines: [],
    shipping: [],
    fees: [],
    taxes: [],
    coupons: [],
  };
}

export const saveOrder = (books: Books, order: Order): Order => {
  const saved = { ...order, modified: books.now() };
  books.orders.set(String(saved.id), saved);
  return saved;
};

export function addNote(
  books: Books,
  orderId: number,
  text: string,
  more: Partial<Pick<Note, 'author' | 'isForCustomer'>> = {},
): Note {
  const note: Note = {
    id: books.next('note'),
    orderId,
    text,
    author: 'WooCommerce',
    isForCustomer: false,
    created: books.now(),
    ...more,
  };
  books.notes.set(String(note.id), note);
  return note;
}

/** The product a line is of, where it is still there. */
export const productOf = (
  books: Books,
  line: Pick<OrderLine, 'productId' | 'variationId'>,
): Product | undefined => findProduct(books, line.variationId || line.productId);

/** Without the base address's tax, where prices are entered with it; as precise as an order keeps it. */
export function netPrice(books: Books, product: Product, quantity: number): string {
  const price =
    product.type === 'variation' ? ownPrice(product, books.now()) : priceView(books, product).price;
  const whole = decimal(price || 0).times(quantity);
  if (!taxRules(books).pricesIncludeTax || product.taxStatus !== 'taxable') return whole.toFixed();
  const tax = totalOf(taxWithin(whole, ratesAt(books, basePlace(books), product.taxClass)));
  return trimmed(whole.minus(tax), PRECISION);
}

/** `pa_color: black`, `size: M`, as meta of a line; `chosen` wins over what the variation leaves open. */
export function variationMeta(
  books: Books,
  variation: Product,
  open: Readonly<Record<string, string>> = {},
): readonly Meta[] {
  const parent = findProduct(books, variation.parentId);
  return (parent?.attributes ?? []).map((attribute) => {
    const slug = attribute.id === 0 ? attribute.name.toLowerCase() : attribute.slug;
    const chosen = variation.chosen.find((one) => one.slug === slug)?.option;
    const value = chosen === undefined ? (open[`attribute_${slug}`] ?? '') : termSlug(books, slug, chosen);
    return { id: books.next('meta'), key: slug, value };
  });
}

export const termSlug = (books: Books, attribute: string, option: string): string =>
  books.shop.attributes.find(({ slug }) => slug === attribute)?.terms.find(({ name }) => name === option)
    ?.slug ?? option;

export const termName = (books: Books, attribute: string, slug: string): string =>
  books.shop.attributes.find((one) => one.slug === attribute)?.terms.find((term) => term.slug === slug)
    ?.name ?? slug;
