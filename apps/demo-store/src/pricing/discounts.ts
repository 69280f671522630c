import { allocate, money, type Currency } from '@acp-hub/commerce';
import type { WireAppliedDiscount, WireRejectedCoupon } from '@acp-hub/store-contract';
import { couponAmount, judgeCoupon, type Coupon } from './coupon';

/** Part of a basket that coupons can lower. */
export interface DiscountableLine {
  readonly itemId: string;
  readonly productId: string;
  /** Amount as the shop shows it, before discounts. */
  readonly shown: number;
  /** Net of an amount of this line, as shown. */
  readonly netOf: (shown: number) => number;
}

export interface Discounts {
  readonly applied: WireAppliedDiscount[];
  readonly rejected: WireRejectedCoupon[];
  /** What is left to pay for each line, as shown, in the order given. */
  readonly remaining: readonly number[];
}

interface CouponRules {
  readonly coupons: readonly Coupon[];
  readonly currency: Currency;
  readonly now: Date;
  /** How often each code has been used. */
  readonly uses: ReadonlyMap<string, number>;
}

/** Applies codes one after the other, each to what the ones before have left. */
export function applyCoupons(
  codes: readonly string[],
  lines: readonly DiscountableLine[],
  rules: CouponRules,
): Discounts {
  const goods = lines.reduce((sum, { shown }) => sum + shown, 0);
  let remaining = lines.map(({ shown }) => shown);
  const applied: WireAppliedDiscount[] = [];
  const rejected: WireRejectedCoupon[] = [];
  const seen = new Set<string>();
  for (const code of codes) {
    const key = code.trim().toUpperCase();
    if (seen.has(key)) {
      rejected.push({ code, reason: 'already_applied', message: 'This code is in the basket already.' });
      continue;
    }
    seen.add(key);
    const coupon = rules.coupons.find((candidate) => candidate.code === key);
    const weights = lines.map(({ productId }, index) =>
      (coupon?.products?.includes(productId) ?? true) ? (remaining[index] ?? 0) : 0,
    );
    const eligibleGoods = weights.reduce((sum, weight) => sum + weight, 0);
    const used = rules.uses.get(key) ?? 0;
    const { currency, now } = rules;
    const verdict = judgeCoupon({ code, coupon, currency, goods, eligibleGoods, used, now });
    if (!verdict.counts) {
      rejected.push(verdict.rejection);
      continue;
    }
    const shares = allocate(money(couponAmount(verdict.coupon, eligibleGoods), currency), weights);
    const left = remaining.map((amount, index) => amount - (shares[index] ?? 0));
    applied.push(describeDiscount(verdict.coupon, lines, remaining, left));
    remaining = left;
  }
  return { applied, rejected, remaining };
}

function describeDiscount(
  coupon: Coupon,
  lines: readonly DiscountableLine[],
  before: readonly number[],
  after: readonly number[],
): WireAppliedDiscount {
  const allocations = lines.flatMap((line, index) => {
    const amount = line.netOf(before[index] ?? 0) - line.netOf(after[index] ?? 0);
    return amount > 0 ? [{ target: 'item' as const, item_id: line.itemId, amount }] : [];
  });
  return {
    code: coupon.code,
    name: coupon.name,
    amount: allocations.reduce((sum, { amount }) => sum + amount, 0),
    automatic: false,
    ...('percent' in coupon.off && { percent_off: coupon.off.percent }),
    allocations,
  };
}
