import type { DiscountRejection, QuoteRequest, RejectedDiscount } from '@acp-hub/commerce';
import { z } from 'zod';
import { decimal, readDecimal } from '../amounts';
import type { RestRefusal } from '../rest/rest-request';
import type { Shop } from '../shop/shop';
import { sameCode } from './coupons';

const coupons = z.array(
  z.object({
    code: z.string(),
    date_expires_gmt: z.string().nullish(),
    usage_count: z.number().catch(0),
    usage_limit: z.number().nullish(),
    minimum_amount: decimal.catch(''),
    email_restrictions: z.array(z.string()).catch([]),
    individual_use: z.boolean().catch(false),
  }),
);

type Coupon = z.infer<typeof coupons>[number];

/**
 * Why coupons were not applied. The cart says so only in the shop's language, so the coupon itself is read.
 * @param itemsTotal what the lines cost before discounts, as the shop shows them, in minor units.
 */
export async function readRefusedCoupons(
  shop: Shop,
  refused: ReadonlyMap<string, RestRefusal>,
  request: QuoteRequest,
  itemsTotal: number,
): Promise<RejectedDiscount[]> {
  const rejected: RejectedDiscount[] = [];
  for (const [code, { message }] of refused) {
    const reason = await reasonOf(shop, code, request, itemsTotal);
    rejected.push({ code, reason, ...(message !== '' && { message }) });
  }
  return rejected;
}

async function reasonOf(
  { rest, context }: Shop,
  code: string,
  request: QuoteRequest,
  itemsTotal: number,
): Promise<DiscountRejection> {
  const answer = await rest.call({ method: 'GET', path: 'coupons', query: { code }, answer: coupons });
  const coupon = answer.kind === 'ok' ? answer.value.find((found) => sameCode(found.code, code)) : undefined;
  if (coupon === undefined) return 'discount_code_invalid';
  if (hasExpired(coupon, context.clock.now())) return 'discount_code_expired';
  if (
    typeof coupon.usage_limit === 'number' &&
    coupon.usage_limit > 0 &&
    coupon.usage_count >= coupon.usage_limit
  )
    return 'discount_code_usage_limit_reached';
  if ((readDecimal(coupon.minimum_amount, request.currency) ?? 0) > itemsTotal)
    return 'discount_code_minimum_not_met';
  if (coupon.email_restrictions.length > 0) return 'discount_code_user_ineligible';
  return coupon.individual_use && request.coupons.length > 1
    ? 'discount_code_combination_disallowed'
    : 'discount_code_invalid';
}

const hasExpired = ({ date_expires_gmt: date }: Coupon, now: Date): boolean =>
  typeof date === 'string' && Date.parse(`${date}Z`) <= now.getTime();
