import { createHash } from 'node:crypto';
import type { Books } from '../books/books';
import { findCoupon } from '../books/coupons';
import type { Cart, CartError } from '../books/records/carts';
import { rateById, taxRules } from '../books/shop-rules';
import { decimal, sum, type Decimal } from '../core/decimal';
import { minorUnits } from '../core/money-text';
import { roundLineTax, totalOf, type Taxes } from '../core/tax';
import type { Json, JsonObject, RestRequest } from '../rest/rest';
import { cartItem } from './cart-item-view';
import { taxLinesOf, totalTaxOf } from './cart-taxes';
import { currencyFields } from './money';
import { priceCart, type PricedCart } from './price-cart';

const GRAMS_IN_A_POUND = 453.592;

/** The cart as every cart route answers it. */
export function cartBody(
  books: Books,
  request: RestRequest,
  cart: Cart,
  errors: readonly CartError[] = [],
): JsonObject {
  const priced = priceCart(books, cart);
  return {
    items: priced.lines.map((item) => cartItem(books, request, cart, item)),
    coupons: couponsBody(books, cart, priced),
    fees: priced.fees.map(({ name, total, taxes }) => ({
      key: name.toLowerCase().replaceAll(/\W+/g, '-'),
      name,
      totals: {
        total: minorUnits(total),
        total_tax: minorUnits(feeTax(books, taxes)),
        ...currencyFields(books),
      },
    })),
    totals: totalsBody(books, priced),
    shipping_address: { ...cart.shippingAddress },
    billing_address: billingBody(cart),
    needs_payment: priced.total.gt(0),
    needs_shipping: priced.needsShipping,
    payment_requirements: ['products'],
    has_calculated_shipping: priced.needsShipping,
    shipping_rates: ratesBody(books, cart, priced),
    items_count: priced.lines.reduce((count, { line }) => count + line.quantity, 0),
    items_weight:
      priced.lines.reduce(
        (weight, { line, product }) => weight + Number(product.weight || 0) * line.quantity,
        0,
      ) * gramsPer(books),
    cross_sells: [],
    errors: errors.map((error) => ({ ...error })),
    payment_methods: availableGateways(books),
    extensions: {},
  };
}

const feeTax = (books: Books, taxes: Taxes): Decimal =>
  sum([...taxes.values()].map((tax) => roundLineTax(tax, taxRules(books))));

const gramsPer = (books: Books): number =>
  ({ lbs: GRAMS_IN_A_POUND, kg: 1_000, oz: 28.3495, g: 1 })[books.setting('woocommerce_weight_unit')] ?? 1;

/** Gateways a shopper can choose; the companion's is for the hub's own requests. */
export const availableGateways = (books: Books): readonly string[] =>
  [...books.gateways.values()].filter(({ id, enabled }) => enabled && id !== 'acp_hub').map(({ id }) => id);

export const billingBody = (cart: Cart): JsonObject => {
  const { email, phone, ...rest } = cart.billing;
  return { ...rest, email, phone };
};

export const couponsBody = (books: Books, cart: Cart, priced: PricedCart): readonly JsonObject[] =>
  cart.coupons.map((code) => {
    const totals = priced.coupons.find((one) => one.code === code);
    return {
      code,
      discount_type: findCoupon(books, code)?.type ?? '',
      totals: {
        total_discount: minorUnits(totals?.discount ?? decimal(0)),
        total_discount_tax: minorUnits(totals?.discountTax ?? decimal(0)),
        ...currencyFields(books),
      },
    };
  });

function totalsBody(books: Books, priced: PricedCart): JsonObject {
  const ships = priced.needsShipping && priced.chosen !== undefined;
  return {
    total_items: minorUnits(priced.subtotal),
    total_items_tax: minorUnits(priced.subtotalTax),
    total_fees: minorUnits(priced.feeTotal),
    total_fees_tax: minorUnits(priced.feeTax),
    total_discount: minorUnits(priced.discount),
    total_discount_tax: minorUnits(priced.discountTax),
    total_shipping: ships || priced.needsShipping ? minorUnits(priced.shipping) : null,
    total_shipping_tax: ships || priced.needsShipping ? minorUnits(totalOf(priced.shippingTaxes)) : null,
    total_price: minorUnits(priced.total),
    total_tax: minorUnits(totalTaxOf(priced)),
    tax_lines: [...taxLinesOf(priced, taxRules(books))].map(([id, amount]) => {
      const rate = rateById(books, id);
      return { name: rate?.name ?? '', price: minorUnits(amount), rate: `${Number(rate?.rate)}%` };
    }),
    ...currencyFields(books),
  };
}

function ratesBody(books: Books, cart: Cart, priced: PricedCart): Json {
  if (!priced.needsShipping) return [];
  const shipped = priced.lines.filter(({ product }) => !product.virtual);
  const items = shipped.map(({ line, product }) => `${product.name} &times; ${line.quantity}`).join(', ');
  const { address_1, address_2, city, state, postcode, country } = cart.shippingAddress;
  return [
    {
      package_id: 0,
      name: 'Shipment 1',
      destination: { address_1, address_2, city, state, postcode, country },
      items: shipped.map(({ line, product }) => ({
        key: line.key,
        name: product.name,
        quantity: line.quantity,
      })),
      shipping_rates: priced.offers.map((offer) => ({
        rate_id: offer.id,
        name: offer.method.title,
        description: '',
        delivery_time: '',
        price: minorUnits(offer.cost),
        taxes: minorUnits(totalOf(offer.taxes)),
        instance_id: offer.method.instance_id,
        method_id: offer.method.method_id,
        meta_data: [{ key: 'Items', value: items }],
        selected: offer === priced.chosen,
        ...currencyFields(books),
      })),
    },
  ];
}

/** Changes with what is in the cart and what it comes to; '' for a cart that holds nothing. */
export function cartHash(books: Books, cart: Cart): string {
  if (cart.lines.length === 0) return '';
  const { total } = priceCart(books, cart);
  return createHash('md5')
    .update(JSON.stringify([cart.lines, total.toFixed()]))
    .digest('hex');
}
