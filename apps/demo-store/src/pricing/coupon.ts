import type { Currency } from '@acp-hub/commerce';
import type { WireRejectedCoupon } from '@acp-hub/store-contract';
import { moneyText } from './money-text';

/** A coupon as its merchant made it. Amounts are minor units as the shop shows prices. */
export interface Coupon {
  readonly code: string;
  readonly name: string;
  readonly off: { readonly percent: number } | { readonly amount: number };
  /** Goods must come to at least this much before discounts. */
  readonly minimum?: number;
  /** RFC 3339. */
  readonly expiresAt?: string;
  /** How often it may be used in all, and how often it had been before these books were opened. */
  readonly limit?: { readonly uses: number; readonly usedBefore: number };
  /** Products it applies to; absent means all. */
  readonly products?: readonly string[];
}

interface CouponSituation {
  readonly code: string;
  readonly coupon: Coupon | undefined;
  readonly currency: Currency;
  /** Goods as shown, before discounts. */
  readonly goods: number;
  /** Goods the coupon applies to. */
  readonly eligibleGoods: number;
  /** Uses in these books. */
  readonly used: number;
  readonly now: Date;
}

type CouponVerdict =
  | { readonly counts: true; readonly coupon: Coupon }
  | { readonly counts: false; readonly rejection: WireRejectedCoupon };

/** Whether a coupon counts here, and if not, why. */
export function judgeCoupon(situation: CouponSituation): CouponVerdict {
  const { code, coupon, currency, goods, eligibleGoods, used, now } = situation;
  const rejected = (reason: WireRejectedCoupon['reason'], message: string): CouponVerdict => ({
    counts: false,
    rejection: { code, reason, message },
  });
  if (coupon === undefined) return rejected('invalid', 'There is no such code.');
  if (coupon.expiresAt !== undefined && now >= new Date(coupon.expiresAt))
    return rejected('expired', `This code ended on ${coupon.expiresAt.slice(0, 10)}.`);
  if (coupon.limit !== undefined && coupon.limit.usedBefore + used >= coupon.limit.uses)
    return rejected('usage_limit_reached', 'This code has been used up.');
  if (coupon.minimum !== undefined && goods < coupon.minimum)
    return rejected('minimum_not_met', `Goods must come to at least ${moneyText(coupon.minimum, currency)}.`);
  if (eligibleGoods === 0) return rejected('invalid', 'This code applies to none of the goods.');
  return { counts: true, coupon };
}

/** What a coupon takes off goods it applies to, as shown; never more than they cost. */
export function couponAmount({ off }: Coupon, eligibleGoods: number): number {
  return 'percent' in off
    ? Math.floor((eligibleGoods * off.percent) / 100)
    : Math.min(off.amount, eligibleGoods);
}
