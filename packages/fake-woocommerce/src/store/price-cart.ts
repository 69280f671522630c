import { known } from '../known';
import type { Books } from '../books/books';
import { findCoupon, ruleOf } from '../books/coupons';
import { isOnSaleNow, ownPrice } from '../books/products';
import type { Cart, CartLine } from '../books/records/carts';
import type { Product } from '../books/records/catalogue';
import { basePlace, ratesAt, taxClassSlugs, taxRules } from '../books/shop-rules';
import { roundHalfUp, sum, ZERO, type Decimal } from '../core/decimal';
import {
  mergedLineTaxes,
  price,
  roundedNet,
  type Priced,
  type PricedCoupon,
  type PricedLine,
} from '../core/pricing';
import {
  isDeliveryTaxed,
  mergeTaxes,
  shippingTaxClass,
  totalOf,
  type TaxRate,
  type Taxes,
} from '../core/tax';
import { feesOf, type CartFee } from './cart-fees';
import { cartPlace } from './cart-place';
import { productIn } from './limits';
import { offersFor, type Offer } from './shipping-offers';

export interface CartItem {
  readonly line: CartLine;
  readonly product: Product;
  readonly priced: PricedLine;
}

/** Cents; not rounded where the shop rounds at the subtotal. */
export interface PricedCart {
  readonly lines: readonly CartItem[];
  readonly coupons: readonly PricedCoupon[];
  readonly fees: readonly CartFee[];
  readonly needsShipping: boolean;
  readonly offers: readonly Offer[];
  readonly chosen: Offer | undefined;
  readonly subtotal: Decimal;
  readonly subtotalTax: Decimal;
  /** The subtotal as the buyer is shown it, with tax or without. */
  readonly shownSubtotal: Decimal;
  readonly discount: Decimal;
  readonly discountTax: Decimal;
  readonly shipping: Decimal;
  readonly feeTotal: Decimal;
  readonly feeTax: Decimal;
  readonly itemTaxes: Taxes;
  readonly shippingTaxes: Taxes;
  /** Of all fees together, not rounded. */
  readonly feeTaxes: Taxes;
  readonly total: Decimal;
}

/** Everything the cart comes to, now (WC_Cart_Totals). */
export function priceCart(books: Books, cart: Cart): PricedCart {
  const rules = taxRules(books);
  const { lines, coupons } = pricedItems(books, cart);
  const itemLines = lines.map(({ priced }) => priced);
  const subtotal = sum(itemLines.map((line) => roundedNet(line.subtotal, rules)));
  const itemsTotal = sum(itemLines.map(({ total }) => roundedNet(total, rules)));
  const itemTaxes = mergedLineTaxes(
    itemLines.map(({ taxes }) => taxes),
    rules,
  );
  const subtotalTax = sum(itemLines.map((line) => line.subtotalTax));
  const discount = sum(coupons.map((coupon) => coupon.discount));
  const discountTax = sum(coupons.map((coupon) => coupon.discountTax));
  const showsTax = books.setting('woocommerce_tax_display_cart') === 'incl';
  const shownSubtotal = showsTax ? subtotal.plus(subtotalTax) : subtotal;

  const needsShipping = lines.some(({ product }) => !product.virtual);
  const offers = needsShipping
    ? offersFor(books, cart.shippingAddress, {
        subtotal: shownSubtotal,
        discounted: shownSubtotal.minus(discount).minus(showsTax ? discountTax : ZERO),
        hasFreeCoupon: cart.coupons.some((code) => findCoupon(books, code)?.freeShipping),
        rates: ratesOfDelivery(books, cart, lines),
      })
    : [];
  const chosen = offers.find(({ id }) => id === cart.chosenRate) ?? offers[0];
  // Unlike every other tax a half of delivery's goes up, whatever prices include.
  const shippingTaxes: Taxes = new Map(
    [...(chosen?.taxes ?? [])].map(([id, tax]) => [id, roundedNet(tax, rules)]),
  );
  const fees = lines.length === 0 ? [] : feesOf(books, cartPlace(books, cart));
  const shipping = chosen?.cost ?? ZERO;
  const feeTotal = sum(fees.map(({ total }) => total));
  const ownTaxesOfFees = fees.map((fee) => fee.taxes);
  const feeTax = totalOf(mergedLineTaxes(ownTaxesOfFees, rules));
  return {
    lines,
    coupons,
    fees,
    needsShipping,
    offers,
    chosen,
    subtotal,
    subtotalTax,
    shownSubtotal,
    discount,
    discountTax,
    shipping,
    feeTotal,
    feeTax,
    itemTaxes,
    shippingTaxes,
    feeTaxes: mergeTaxes(ownTaxesOfFees),
    total: roundHalfUp(
      sum([itemsTotal, feeTotal, shipping, totalOf(itemTaxes), feeTax, totalOf(shippingTaxes)]),
    ),
  };
}

function pricedItems(
  books: Books,
  cart: Cart,
): { readonly lines: readonly CartItem[]; readonly coupons: Priced['coupons'] } {
  const place = cartPlace(books, cart);
  const found = cart.lines.flatMap((line) => {
    const product = productIn(books, line);
    return product === undefined ? [] : [{ line, product }];
  });
  const { lines, coupons } = price(
    found.map(({ line, product }) => ({
      key: line.key,
      unitPrice: ownPrice(product, books.now()),
      quantity: line.quantity,
      productId: line.productId,
      variationId: line.variationId,
      onSale: isOnSaleNow(product, books.now()),
      taxable: product.taxStatus === 'taxable',
      rates: ratesAt(books, place, product.taxClass),
      baseRates: ratesAt(books, basePlace(books), product.taxClass),
    })),
    cart.coupons.flatMap((code) => {
      const coupon = findCoupon(books, code);
      return coupon === undefined ? [] : [ruleOf(books, coupon)];
    }),
    taxRules(books),
  );
  return { lines: found.map((one, index) => ({ ...one, priced: known(lines[index]) })), coupons };
}

function ratesOfDelivery(books: Books, cart: Cart, lines: readonly CartItem[]): readonly TaxRate[] {
  const classes = lines
    .filter(({ product }) => !product.virtual && isDeliveryTaxed(product.taxStatus))
    .map(({ product }) => product.taxClass);
  const setting = books.setting('woocommerce_shipping_tax_class');
  const slug = shippingTaxClass(setting, classes, taxClassSlugs(books));
  if (slug === undefined) return [];
  return ratesAt(books, cartPlace(books, cart), slug).filter((rate) => rate.shipping);
}
