import { known } from '../known';
import { decimal, sum, ZERO } from '../core/decimal';
import { withSymbolHtml } from '../core/symbol-html';
import { discountsOf } from '../core/discounts';
import { roundTax, taxOnTop, taxWithin, totalOf } from '../core/tax';
import { RestFailure } from '../rest/rest';
import type { Books } from './books';
import { findCoupon, refusalOf, ruleOf, sentenceOf } from './coupons';
import { recalculated, taxPlace } from './order-totals';
import { productOf } from './orders';
import { isOnSaleNow } from './products';
import type { Coupon, Order } from './records';
import { decimalsOf, moneyFormat, ratesAt, taxRules } from './shop-rules';

/** @throws RestFailure for a coupon that does not apply. */
export function withCouponsApplied(books: Books, order: Order, codes: readonly string[]): Order {
  const bare = recalculated(books, {
    ...order,
    coupons: [],
    lines: order.lines.map((line) => ({ ...line, total: line.subtotal })),
  });
  const cents = decimal(10).pow(decimalsOf(books));
  const lines = bare.lines.map((line) => {
    const product = productOf(books, line);
    const net = decimal(line.subtotal).times(cents);
    return {
      key: String(line.id),
      price: order.pricesIncludeTax ? net.plus(decimal(line.subtotalTax).times(cents)) : net,
      quantity: Math.max(1, line.quantity),
      productId: line.productId,
      variationId: line.variationId,
      onSale: product !== undefined && isOnSaleNow(product, books.now()),
    };
  });
  const coupons = codes.map((code) => {
    const refusal = refusalOf(books, code, { subtotal: sum(lines.map(({ price }) => price)), lines });
    if (refusal !== undefined) {
      const message = sentenceOf(
        refusal,
        code,
        (amount) => withSymbolHtml(amount, moneyFormat(books)),
        false,
      );
      throw new RestFailure(400, 'woocommerce_rest_invalid_coupon', message);
    }
    return known(findCoupon(books, code));
  });
  const discounts = discountsOf(
    lines,
    coupons.map((coupon) => ruleOf(books, coupon)),
  );
  const ratesOf = (id: string) => {
    const line = known(bare.lines.find((one) => String(one.id) === id));
    return line.isTaxable ? ratesAt(books, taxPlace(books, order), line.taxClass) : [];
  };
  const net = (id: string, amount: typeof ZERO) =>
    order.pricesIncludeTax ? amount.minus(totalOf(taxWithin(amount, ratesOf(id)))) : amount;
  const discounted = bare.lines.map((line) => {
    const off = sum(
      [...discounts.values()].map((byLine) => net(String(line.id), byLine.get(String(line.id)) ?? ZERO)),
    );
    return { ...line, total: decimal(line.subtotal).minus(off.div(cents)).toFixed() };
  });
  const couponLines = coupons.map((coupon) => {
    const byLine = [...(discounts.get(coupon.code) ?? [])];
    const tax = sum(
      byLine.map(([id, amount]) => {
        const taxes = order.pricesIncludeTax ? taxWithin(amount, ratesOf(id)) : taxOnTop(amount, ratesOf(id));
        return roundTax(totalOf(taxes), taxRules(books));
      }),
    );
    const gross = sum(byLine.map(([, amount]) => amount));
    return {
      id: books.next('order_item'),
      code: coupon.code,
      discount: (order.pricesIncludeTax ? gross.minus(tax) : gross).div(cents).toFixed(),
      discountTax: tax.div(cents).toFixed(),
      meta: [couponInfo(books, coupon)],
    };
  });
  return recalculated(books, { ...bare, lines: discounted, coupons: couponLines });
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
