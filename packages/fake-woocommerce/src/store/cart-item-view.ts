import type { Books } from '../books/books';
import { findProduct, stockView, ownPrice } from '../books/products';
import { termName } from '../books/orders';
import type { Cart, CartLine } from '../books/records/carts';
import type { Product } from '../books/records/catalogue';
import { decimalsOf, ratesAt, basePlace, taxRules } from '../books/shop-rules';
import { decimal, roundHalfUp } from '../core/decimal';
import { minorUnits } from '../core/money-text';
import { taxOnTop, taxWithin, totalOf } from '../core/tax';
import type { Json, JsonObject, RestRequest } from '../rest/rest';
import { permalink, withParagraphs } from '../v3/product-parts';
import { limitsOf, lowStockRemaining } from './limits';
import { currencyFields } from './money';
import { cartPlace } from './cart-place';
import type { CartItem } from './price-cart';

export const unitsOf = (books: Books, amount: string, extra = 0): string =>
  minorUnits(decimal(amount || 0).times(decimal(10).pow(decimalsOf(books) + extra)));

/** As the shop shows prices in the cart: with the buyer's tax, or without any. */
export function shownPrice(books: Books, product: Product, amount: string, cart?: Cart): string {
  const entered = decimal(amount || 0);
  const includes = taxRules(books).pricesIncludeTax;
  const shows = books.setting('woocommerce_tax_display_cart') === 'incl';
  if (product.taxStatus !== 'taxable' || includes === shows) return entered.toFixed();
  const own = ratesAt(books, cart ? cartPlace(books, cart) : basePlace(books), product.taxClass);
  if (shows) return entered.plus(totalOf(taxOnTop(entered, own))).toFixed();
  return roundHalfUp(
    entered.minus(totalOf(taxWithin(entered, ratesAt(books, basePlace(books), product.taxClass)))),
    6,
  ).toFixed();
}

export function priceFields(books: Books, product: Product, cart?: Cart): JsonObject {
  const now = ownPrice(product, books.now());
  const shown = (amount: string) => shownPrice(books, product, amount, cart);
  return {
    price: unitsOf(books, shown(now)),
    regular_price: unitsOf(books, shown(product.regularPrice)),
    sale_price: unitsOf(books, shown(product.salePrice || now)),
    price_range: null,
    ...currencyFields(books),
  };
}

const RAW_PRECISION = 6;

const rawPrices = (books: Books, product: Product, cart?: Cart): JsonObject => {
  const raw = (amount: string) =>
    unitsOf(books, shownPrice(books, product, amount, cart), RAW_PRECISION - decimalsOf(books));
  const now = ownPrice(product, books.now());
  return {
    precision: RAW_PRECISION,
    price: raw(now),
    regular_price: raw(product.regularPrice),
    sale_price: raw(product.salePrice || now),
  };
};

export const variationFields = (books: Books, line: CartLine): Json => {
  const parent = findProduct(books, line.productId);
  return Object.entries(line.variation).map(([key, value]) => {
    const slug = key.replace('attribute_', '');
    const attribute = parent?.attributes.find((one) => one.slug === slug || one.name.toLowerCase() === slug);
    return { attribute: attribute?.name ?? slug, value: termName(books, slug, value) };
  });
};

export const imagesOf = ({ id, name, image }: Product): Json =>
  image === undefined
    ? []
    : [{ id: id + 10_000, src: image, thumbnail: image, srcset: '', sizes: '', name, alt: '' }];

export function cartItem(
  books: Books,
  request: RestRequest,
  cart: Cart,
  { line, product, priced }: CartItem,
): JsonObject {
  const parent = product.type === 'variation' ? findProduct(books, product.parentId) : undefined;
  const view = stockView(books, product);
  return {
    key: line.key,
    id: product.id,
    type: product.type,
    quantity: line.quantity,
    quantity_limits: { ...limitsOf(books, product, cart.orderId) },
    name: parent?.name ?? product.name,
    ...descriptions(product),
    sku: product.sku,
    low_stock_remaining: lowStockRemaining(books, product, cart.orderId),
    backorders_allowed: view.backorders !== 'no',
    show_backorder_badge:
      view.backorders === 'notify' && view.stock !== null && view.stock - line.quantity < 0,
    sold_individually: product.soldIndividually,
    permalink: permalink(books, request, product),
    images: imagesOf(product),
    variation: variationFields(books, line),
    item_data: [],
    prices: { ...priceFields(books, product, cart), raw_prices: rawPrices(books, product, cart) },
    totals: {
      line_subtotal: minorUnits(priced.subtotal),
      line_subtotal_tax: minorUnits(priced.subtotalTax),
      line_total: minorUnits(priced.total),
      line_total_tax: minorUnits(priced.totalTax),
      ...currencyFields(books),
    },
    catalog_visibility: product.visibility,
    extensions: {},
  };
}

export const descriptions = (product: Product): JsonObject => ({
  short_description: withParagraphs(product.shortDescription).trim(),
  description: withParagraphs(product.description).trim(),
});
export const raw = rawPrices;
