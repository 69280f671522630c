import { z } from 'zod';
import { amount, dateTime, email, messageContent, uri, lineDescription } from '../common/wire/response-parts';

/** What 2026-01-30 and 2026-04-17 share. */
export const modernBuyer = z.strictObject({
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  full_name: z.string().optional(),
  email,
  phone_number: z.string().optional(),
  customer_id: z.string().optional(),
  account_type: z.enum(['guest', 'registered', 'business']).optional(),
  authentication_status: z.enum(['authenticated', 'guest', 'requires_signin']).optional(),
  company: z
    .strictObject({
      name: z.string(),
      tax_id: z.string().optional(),
      department: z.string().optional(),
      cost_center: z.string().optional(),
    })
    .optional(),
  loyalty: z
    .strictObject({
      tier: z.string().optional(),
      points_balance: z.int().optional(),
      member_since: dateTime.optional(),
    })
    .optional(),
  tax_exemption: z
    .strictObject({
      certificate_id: z.string(),
      certificate_type: z.enum(['resale', 'exempt_organization', 'government']),
      exempt_regions: z.array(z.string()).optional(),
      expires_at: dateTime.optional(),
    })
    .optional(),
});

export const totalTypes = [
  'items_base_amount',
  'items_discount',
  'subtotal',
  'discount',
  'fulfillment',
  'tax',
  'fee',
  'gift_wrap',
  'tip',
  'store_credit',
  'total',
] as const;

export const total = z.strictObject({
  type: z.enum(totalTypes),
  display_text: z.string(),
  amount,
  description: z.string().optional(),
});

export const lineItem = z.strictObject({
  id: z.string(),
  item: z.strictObject({ id: z.string(), name: z.string().optional(), unit_amount: amount.optional() }),
  quantity: z.int().min(1),
  ...lineDescription,
  product_id: z.string().optional(),
  sku: z.string().optional(),
  availability_status: z.enum(['in_stock', 'low_stock', 'out_of_stock', 'backorder', 'pre_order']).optional(),
  available_quantity: z.int().min(0).optional(),
  variant_options: z.array(z.strictObject({ name: z.string(), value: z.string() })).optional(),
  totals: z.array(total),
});

export const selectedOption = z.strictObject({
  type: z.enum(['shipping', 'digital', 'pickup', 'local_delivery']),
  option_id: z.string(),
  item_ids: z.array(z.string()),
});

export const link = z.strictObject({
  type: z.enum([
    'terms_of_use',
    'privacy_policy',
    'return_policy',
    'shipping_policy',
    'contact_us',
    'about_us',
    'faq',
    'support',
  ]),
  title: z.string().optional(),
  url: uri,
});

const discountRejections = [
  'discount_code_expired',
  'discount_code_invalid',
  'discount_code_already_applied',
  'discount_code_combination_disallowed',
  'discount_code_minimum_not_met',
  'discount_code_user_not_logged_in',
  'discount_code_user_ineligible',
  'discount_code_usage_limit_reached',
] as const;

const severity = { severity: z.enum(['info', 'low', 'medium', 'high', 'critical']).optional() };

const infoMessage = z.strictObject({ type: z.literal('info'), ...severity, ...messageContent });

const warningMessage = z.strictObject({
  type: z.literal('warning'),
  code: z.enum([
    'low_stock',
    'high_demand',
    'shipping_delay',
    'price_change',
    'expiring_promotion',
    'limited_availability',
    ...discountRejections,
  ]),
  ...severity,
  ...messageContent,
});

const errorMessage = z.strictObject({
  type: z.literal('error'),
  code: z.enum([
    'missing',
    'invalid',
    'out_of_stock',
    'payment_declined',
    'requires_sign_in',
    'requires_3ds',
    'low_stock',
    'quantity_exceeded',
    'coupon_invalid',
    'coupon_expired',
    'minimum_not_met',
    'maximum_exceeded',
    'region_restricted',
    'age_verification_required',
    'approval_required',
    'unsupported',
    'not_found',
    'conflict',
    'rate_limited',
    'expired',
    'intervention_required',
  ]),
  ...severity,
  ...messageContent,
});

const resolution = {
  resolution: z.enum(['recoverable', 'requires_buyer_input', 'requires_buyer_review']).optional(),
};

export const message = z.discriminatedUnion('type', [infoMessage, warningMessage, errorMessage]);

/** From 2026-04-17 on a message says who can resolve it. */
export const resolvableMessage = z.discriminatedUnion('type', [
  infoMessage.extend(resolution),
  warningMessage.extend(resolution),
  errorMessage.extend(resolution),
]);

export const discounts = z.strictObject({
  codes: z.array(z.string()).optional(),
  applied: z
    .array(
      z.strictObject({
        id: z.string(),
        code: z.string().optional(),
        coupon: z.strictObject({
          id: z.string(),
          name: z.string(),
          percent_off: z.number().min(0).max(100).optional(),
          amount_off: z.int().min(0).optional(),
          currency: z
            .string()
            .regex(/^[a-z]{3}$/)
            .optional(),
          duration: z.enum(['once', 'repeating', 'forever']).optional(),
        }),
        amount: z.int().min(0),
        automatic: z.boolean().optional(),
        method: z.enum(['each', 'across']).optional(),
        priority: z.int().min(1).optional(),
        allocations: z.array(z.strictObject({ path: z.string(), amount: z.int().min(0) })).optional(),
      }),
    )
    .optional(),
  rejected: z
    .array(
      z.strictObject({
        code: z.string(),
        reason: z.enum(discountRejections),
        message: z.string().optional(),
      }),
    )
    .optional(),
});

export const support = z.strictObject({
  email: email.optional(),
  phone: z.string().optional(),
  hours: z.string().optional(),
  help_center_url: uri.optional(),
});

export const estimatedDelivery = z.strictObject({ earliest: dateTime, latest: dateTime });
