import { decimal, type Decimal } from '../core/decimal';
import type { DiscountRule } from '../core/discounts';
import type { Books } from './books';
import type { Coupon } from './records/catalogue';
import { decimalsOf } from './shop-rules';

export const findCoupon = (books: Books, code: string): Coupon | undefined =>
  [...books.coupons.values()].find((coupon) => coupon.code === code.toLowerCase());

/** Why a coupon does not apply; `amount` asks for the minimum in the caller's own way of writing money. */
export type CouponRefusal =
  | { readonly why: 'unknown' }
  | { readonly why: 'expired' }
  | { readonly why: 'used_up' }
  | { readonly why: 'minimum'; readonly amount: string }
  | { readonly why: 'maximum'; readonly amount: string }
  | { readonly why: 'no_product' }
  | { readonly why: 'sale_items' };

export interface CouponScene {
  /** What the buyer sees as the subtotal, in cents. */
  readonly subtotal: Decimal;
  readonly lines: readonly {
    readonly productId: number;
    readonly variationId: number;
    readonly onSale: boolean;
  }[];
}

/** As WC_Discounts::is_coupon_valid asks, in its order. */
export function refusalOf(books: Books, code: string, scene: CouponScene): CouponRefusal | undefined {
  const coupon = findCoupon(books, code);
  if (coupon === undefined) return { why: 'unknown' };
  if (coupon.usageLimit !== null && coupon.usageCount >= coupon.usageLimit) return { why: 'used_up' };
  if (coupon.expires !== null && books.now() > coupon.expires) return { why: 'expired' };
  const cents = (amount: string) => decimal(amount || 0).times(decimal(10).pow(decimalsOf(books)));
  if (cents(coupon.minimum).gt(scene.subtotal)) return { why: 'minimum', amount: coupon.minimum };
  if (cents(coupon.maximum).gt(0) && cents(coupon.maximum).lt(scene.subtotal))
    return { why: 'maximum', amount: coupon.maximum };
  return scene.lines.length === 0 ? undefined : refusalByLines(coupon, scene.lines);
}

/** A coupon of products needs one line it fits; one of the cart suffers no sale item in it. */
function refusalByLines(coupon: Coupon, lines: CouponScene['lines']): CouponRefusal | undefined {
  const isListed = ({ productId, variationId }: CouponScene['lines'][number]) =>
    coupon.productIds.length === 0 ||
    coupon.productIds.includes(productId) ||
    coupon.productIds.includes(variationId);
  const isFull = (line: CouponScene['lines'][number]) => !(coupon.excludesSaleItems && line.onSale);
  if (!lines.some(isListed)) return { why: 'no_product' };
  if (coupon.type === 'fixed_cart') return lines.every(isFull) ? undefined : { why: 'sale_items' };
  return lines.some((line) => isListed(line) && isFull(line)) ? undefined : { why: 'no_product' };
}

export const ruleOf = (books: Books, coupon: Coupon): DiscountRule => ({
  id: coupon.id,
  code: coupon.code,
  type: coupon.type,
  amount:
    coupon.type === 'percent'
      ? decimal(coupon.amount || 0)
      : decimal(coupon.amount || 0).times(decimal(10).pow(decimalsOf(books))),
  productIds: coupon.productIds,
  excludesSaleItems: coupon.excludesSaleItems,
  isSequential: books.setting('woocommerce_calc_discounts_sequentially') === 'yes',
});

/** Counts a use, or takes it back. */
export function countUse(books: Books, code: string, by: 1 | -1, who: string): void {
  const coupon = findCoupon(books, code);
  if (coupon === undefined) return;
  const usedBy =
    by === 1
      ? [...coupon.usedBy, who]
      : coupon.usedBy.filter((_, index) => index !== coupon.usedBy.lastIndexOf(who));
  books.coupons.set(String(coupon.id), {
    ...coupon,
    usageCount: Math.max(0, coupon.usageCount + by),
    usedBy,
  });
}

/** The sentence of a refusal, with money written as the caller writes it. */
export function sentenceOf(
  refusal: CouponRefusal,
  code: string,
  money: (amount: string) => string,
  isCart: boolean,
): string {
  const quoted = `&quot;${code}&quot;`;
  switch (refusal.why) {
    case 'unknown':
      return `Coupon ${quoted} cannot be applied because it does not exist.`;
    case 'expired':
      return `Coupon ${quoted} has expired.`;
    case 'used_up':
      return `Usage limit for coupon ${quoted} has been reached.${isCart ? ' Please try again after some time, or contact us for help.' : ''}`;
    case 'minimum':
      return `The minimum spend for coupon ${quoted} is ${money(refusal.amount)}.`;
    case 'maximum':
      return `The maximum spend for coupon ${quoted} is ${money(refusal.amount)}.`;
    case 'no_product':
      return `Sorry, coupon ${quoted} is not applicable to selected products.`;
    case 'sale_items':
      return `Sorry, coupon ${quoted} is not valid for sale items.`;
  }
}
