import { known } from '../known';
import type { Books } from '../books/books';
import { findCoupon, ruleOf } from '../books/coupons';
import { isOnSaleNow, ownPrice } from '../books/products';
import type { Cart, CartLine, Product } from '../books/records';
import { basePlace, decimalsOf, ratesAt, taxRules } from '../books/shop-rules';
import { decimal, roundHalfUp, sum, ZERO, type Decimal } from '../core/decimal';
import { mergedLineTaxes, price, roundedNet, type PricedCoupon, type PricedLine } from '../core/pricing';
import {
  mergeTaxes,
  roundedTaxes,
  shippingTaxClass,
  taxOnTop,
  totalOf,
  type Place,
  type Taxes,
} from '../core/tax';
import { offersFor, type Offer } from './shipping-offers';
import { productIn } from './limits';

export interface CartFee {
  readonly name: string;
  readonly total: Decimal;
  readonly taxes: Taxes;
}

/** Cents. */
export interface PricedCart {
  readonly lines: readonly {
    readonly line: CartLine;
    readonly product: Product;
    readonly priced: PricedLine;
  }[];
  readonly coupons: readonly PricedCoupon[];
  readonly fees: readonly CartFee[];
  readonly needsShipping: boolean;
  readonly offers: readonly Offer[];
  readonly chosen: Offer | undefined;
  readonly itemsTotal: Decimal;
  readonly itemsTax: Decimal;
  readonly subtotal: Decimal;
  readonly subtotalTax: Decimal;
  readonly discount: Decimal;
  readonly discountTax: Decimal;
  readonly shipping: Decimal;
  readonly shippingTax: Decimal;
  readonly feeTotal: Decimal;
  readonly feeTax: Decimal;
  readonly taxes: Taxes;
  readonly total: Decimal;
}

export function cartPlace(books: Books, cart: Cart): Place {
  const basedOn = books.setting('woocommerce_tax_based_on');
  const wanted = basedOn === 'base' ? undefined : basedOn === 'billing' ? cart.billing : cart.shippingAddress;
  return wanted === undefined || wanted.country === '' ? basePlace(books) : wanted;
}

/** Everything the cart comes to, now. */
export function priceCart(books: Books, cart: Cart): PricedCart {
  const rules = taxRules(books);
  const place = cartPlace(books, cart);
  const found = cart.lines.flatMap((line) => {
    const product = productIn(books, line);
    return product === undefined ? [] : [{ line, product }];
  });
  const { lines: pricedLines, coupons } = price(
    found.map(({ line, product }) => ({
      key: line.key,
      unitPrice: ownPrice(product, books.now()),
      quantity: line.quantity,
      productId: line.productId,
      onSale: isOnSaleNow(product, books.now()),
      taxable: product.taxStatus === 'taxable',
      rates: ratesAt(books, place, product.taxClass),
      baseRates: ratesAt(books, basePlace(books), product.taxClass),
    })),
    cart.coupons.flatMap((code) => {
      const coupon = findCoupon(books, code);
      return coupon === undefined ? [] : [ruleOf(books, coupon)];
    }),
    rules,
  );
  const lines = found.map((one, index) => ({ ...one, priced: known(pricedLines[index]) }));
  const rounded = (amounts: readonly Decimal[]) => sum(amounts.map((amount) => roundedNet(amount, rules)));
  const subtotal = rounded(pricedLines.map((line) => line.subtotal));
  const itemsTotal = rounded(pricedLines.map(({ total }) => total));
  const itemTaxes = mergedLineTaxes(
    pricedLines.map(({ taxes }) => taxes),
    rules,
  );
  const subtotalTax = sum(pricedLines.map((line) => line.subtotalTax));
  const discount = sum(coupons.map((coupon) => coupon.discount));
  const discountTax = sum(coupons.map((coupon) => coupon.discountTax));

  const needsShipping = lines.some(({ product }) => !product.virtual);
  const classes = lines
    .filter(({ product }) => !product.virtual && product.taxStatus === 'taxable')
    .map(({ product }) => product.taxClass);
  const taxClass = shippingTaxClass(books.setting('woocommerce_shipping_tax_class'), classes);
  const shippingRates =
    taxClass === undefined ? [] : ratesAt(books, place, taxClass).filter((rate) => rate.shipping);
  const shownSubtotal = rules.pricesIncludeTax ? subtotal.plus(subtotalTax) : subtotal;
  const offers = needsShipping
    ? offersFor(books, cart.shippingAddress, {
        subtotal: shownSubtotal,
        discounted: shownSubtotal.minus(discount).minus(rules.pricesIncludeTax ? discountTax : ZERO),
        hasFreeCoupon: cart.coupons.some((code) => findCoupon(books, code)?.freeShipping),
        units: lines.reduce((count, { line }) => count + line.quantity, 0),
        rates: shippingRates,
      })
    : [];
  const chosen = offers.find(({ id }) => id === cart.chosenRate) ?? offers[0];
  const shippingTaxes = chosen === undefined ? new Map<number, Decimal>() : roundedTaxes(chosen.taxes, rules);
  const fees = lines.length === 0 ? [] : feesOf(books, place);
  const feeTaxes = mergedLineTaxes(
    fees.map((fee) => fee.taxes),
    rules,
  );
  const taxes = mergeTaxes([itemTaxes, feeTaxes, shippingTaxes]);
  const shipping = chosen?.cost ?? ZERO;
  const feeTotal = sum(fees.map(({ total }) => total));
  return {
    lines,
    coupons,
    fees,
    needsShipping,
    offers,
    chosen,
    subtotal,
    subtotalTax,
    itemsTotal,
    itemsTax: totalOf(itemTaxes),
    discount,
    discountTax,
    shipping,
    shippingTax: totalOf(shippingTaxes),
    feeTotal,
    feeTax: totalOf(feeTaxes),
    taxes,
    total: roundHalfUp(sum([itemsTotal, feeTotal, shipping, totalOf(taxes)])),
  };
}

function feesOf(books: Books, place: Place): readonly CartFee[] {
  const cents = decimal(10).pow(decimalsOf(books));
  return books.shop.quirks.fees.map(({ name, amount, taxable }) => {
    const total = decimal(amount).times(cents);
    return { name, total, taxes: taxable ? taxOnTop(total, ratesAt(books, place, '')) : new Map() };
  });
}
