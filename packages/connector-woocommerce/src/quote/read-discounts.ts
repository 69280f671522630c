import { allocate, money, type AppliedDiscount, type Currency, type QuoteLine } from '@acp-hub/commerce';
import { readMinor } from '../amounts';
import type { Cart } from '../storefront/cart';
import { sameCode } from './coupons';

/**
 * The coupons in force and what each took off which line. WooCommerce tells what a coupon took off in all and what a
 * line lost in all; the last coupon has what the lines lost beyond the others, so that nothing is lost to rounding.
 */
export function readDiscounts(
  { coupons, totals }: Cart,
  lines: readonly QuoteLine[],
  asked: readonly string[],
  currency: Currency,
): AppliedDiscount[] {
  const left = lines.map(({ discount }) => discount);
  return coupons.map(({ code, totals: taken, discount_type }, index) => {
    const isLast = index === coupons.length - 1;
    const open = left.reduce((sum, amount) => sum + amount, 0);
    const stated = readMinor(taken.total_discount, totals.currency_minor_unit, currency);
    const shares = shareOf(isLast ? open : Math.min(stated, open), left, currency);
    shares.forEach((share, line) => (left[line] = (left[line] ?? 0) - share));
    const sent = asked.find((each) => sameCode(each, code));
    return {
      code: sent ?? code,
      name: code,
      amount: shares.reduce((sum, share) => sum + share, 0),
      // A coupon nobody asked for was applied by the shop itself.
      automatic: sent === undefined && discount_type !== '',
      allocations: lines.flatMap(({ item }, line) => {
        const amount = shares[line] ?? 0;
        return amount === 0 ? [] : [{ target: { kind: 'item' as const, item: item.id }, amount }];
      }),
    };
  });
}

/** In proportion to what the lines still have, and never more than that. */
function shareOf(amount: number, left: readonly number[], currency: Currency): number[] {
  if (left.every((each) => each === 0)) return left.map(() => 0);
  const shares = allocate(money(amount, currency), left).map((share, line) =>
    Math.min(share, left[line] ?? 0),
  );
  let rest = amount - shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share, line) => {
    const more = Math.min(rest, (left[line] ?? 0) - share);
    rest -= more;
    return share + more;
  });
}
