import { known } from '../known';
import { decimal, larger, roundHalfUp, sum, ZERO, type Decimal } from '../core/decimal';
import { discountsOf, type Discounts } from '../core/discounts';
import { trimmed } from '../core/money-text';
import { withSymbolHtml } from '../core/symbol-html';
import { PRECISION, roundLineTax, taxOnTop, taxWithin, totalOf, type TaxRate } from '../core/tax';
import { RestFailure } from '../rest/rest';
import type { Books } from './books';
import { findCoupon, refusalOf, ruleOf, sentenceOf } from './coupons';
import { recalculated, taxPlace } from './order-totals';
import { productOf } from './orders';
import { isOnSaleNow } from './products';
import type { Coupon } from './records/catalogue';
import type { CouponLine, OrderLine } from './records/order-items';
import type { Order } from './records/orders';
import { decimalsOf, moneyFormat, ratesAt, taxRules } from './shop-rules';

/** @throws RestFailure for a coupon that does not apply. */
export function withCouponsApplied(books: Books, order: Order, codes: readonly string[]): Order {
  const current = recalculated(books, order);
  // Totals that were set by hand stand as long as no coupon comes or goes.
  if (codes.length === 0 && order.coupons.length === 0) return current;
  const coupons = codes.map((code) => validCoupon(books, current, code));
  const bare = recalculated(books, {
    ...current,
    coupons: [],
    lines: current.lines.map((line) => ({ ...line, total: line.subtotal })),
  });
  const cents = decimal(10).pow(decimalsOf(books));
  const discounts = discountsOf(
    bare.lines.map((line) => discountable(books, bare, line)),
    coupons.map((coupon) => ruleOf(books, coupon)),
  );
  const lines = bare.lines.map((line) => {
    const off = sum([...discounts.values()].map((byLine) => byLine.get(String(line.id)) ?? ZERO)).div(cents);
    const tax = bare.pricesIncludeTax ? totalOf(taxWithin(off, ratesOf(books, bare, line))) : ZERO;
    const total = larger(ZERO, decimal(line.subtotal).minus(off.minus(tax)));
    return { ...line, total: trimmed(total, PRECISION) };
  });
  const couponLines = coupons.map((coupon) => couponLine(books, bare, coupon, discounts));
  return recalculated(books, { ...bare, lines, coupons: couponLines });
}

function validCoupon(books: Books, order: Order, code: string): Coupon {
  const refusal = refusalOf(books, code, {
    subtotal: subtotalOf(books, order),
    lines: order.lines.map((line) => ({ ...line, onSale: isOnSale(books, line) })),
  });
  if (refusal === undefined) return known(findCoupon(books, code));
  const money = (amount: string) => withSymbolHtml(amount, moneyFormat(books));
  const message = sentenceOf(refusal, code, money, false);
  throw new RestFailure(400, 'woocommerce_rest_invalid_coupon', message);
}

/** Cents. Where prices include tax all the order's tax counts, that of its delivery too. */
function subtotalOf(books: Books, order: Order): Decimal {
  const places = decimalsOf(books);
  const round = (amount: Decimal) => roundHalfUp(amount, places);
  const eachRounded = !taxRules(books).roundAtSubtotal;
  const amounts = order.lines.map(({ subtotal }) =>
    eachRounded ? round(decimal(subtotal)) : decimal(subtotal),
  );
  const tax = order.pricesIncludeTax ? decimal(order.cartTax).plus(order.shippingTax) : ZERO;
  return round(sum(amounts)).plus(round(tax)).times(decimal(10).pow(places));
}

function isOnSale(books: Books, line: OrderLine): boolean {
  const product = productOf(books, line);
  return product !== undefined && isOnSaleNow(product, books.now());
}

function discountable(books: Books, order: Order, line: OrderLine) {
  const cents = decimal(10).pow(decimalsOf(books));
  const tax = order.pricesIncludeTax ? decimal(line.subtotalTax) : ZERO;
  return {
    key: String(line.id),
    price: decimal(line.subtotal).plus(tax).times(cents),
    quantity: Math.max(1, line.quantity),
    productId: line.productId,
    variationId: line.variationId,
    onSale: isOnSale(books, line),
  };
}

const ratesOf = (books: Books, order: Order, line: OrderLine): readonly TaxRate[] =>
  line.isTaxable ? ratesAt(books, taxPlace(books, order), line.taxClass) : [];

function couponLine(books: Books, order: Order, coupon: Coupon, discounts: Discounts): CouponLine {
  const places = decimalsOf(books);
  const byLine = known(discounts.get(coupon.code));
  const amounts = order.lines.map((line) => {
    const off = (byLine.get(String(line.id)) ?? ZERO).div(decimal(10).pow(places));
    const rates = ratesOf(books, order, line);
    const taxes = order.pricesIncludeTax ? taxWithin(off, rates) : taxOnTop(off, rates);
    return { off, tax: roundLineTax(totalOf(taxes), taxRules(books), places) };
  });
  const off = sum(amounts.map((amount) => amount.off));
  const tax = sum(amounts.map((amount) => amount.tax));
  return {
    id: books.next('order_item'),
    code: coupon.code,
    discount: trimmed(order.pricesIncludeTax ? off.minus(tax) : off, PRECISION),
    discountTax: tax.toFixed(),
    meta: [couponInfo(books, coupon)],
  };
}

/** What the coupon was when it was used. */
export const couponInfo = (books: Books, coupon: Coupon) => ({
  id: books.next('meta'),
  key: 'coupon_info',
  value: JSON.stringify([
    coupon.id,
    coupon.code,
    coupon.type === 'fixed_cart' ? null : coupon.type,
    Number(coupon.amount),
    ...(coupon.freeShipping ? [true] : []),
  ]),
});
