import { z } from 'zod';
import {
  addressRequest,
  buyerRequest,
  identifier,
  MAX_ITEMS,
  MAX_QUANTITY,
  optionalDateTime,
  optionalEmail,
  optionalLine,
  optionalPhone,
  optionalText,
} from '../common/wire/request-parts';

/**
 * What agents send as one item: `{id}`, `{id, quantity}`, or a whole line whose `item.id` counts. The 2026 schemas
 * dropped `quantity` from `Item`, though its description still mentions it.
 */
export const lineItems = z
  .array(
    z.object({
      id: identifier,
      name: optionalText,
      unit_amount: z.int().nullish(),
      quantity: z.int().min(1).max(MAX_QUANTITY).nullish(),
      item: z.object({ id: identifier, quantity: z.int().min(1).max(MAX_QUANTITY).nullish() }).nullish(),
    }),
  )
  .max(MAX_ITEMS);

export const modernBuyer = buyerRequest.extend({
  full_name: optionalLine,
  customer_id: optionalText,
  account_type: z.enum(['guest', 'registered', 'business']).nullish(),
  authentication_status: z.enum(['authenticated', 'guest', 'requires_signin']).nullish(),
  company: z
    .object({ name: z.string(), tax_id: optionalText, department: optionalText, cost_center: optionalText })
    .nullish(),
  loyalty: z
    .object({ tier: optionalText, points_balance: z.int().nullish(), member_since: optionalDateTime })
    .nullish(),
  tax_exemption: z
    .object({
      certificate_id: z.string(),
      certificate_type: z.enum(['resale', 'exempt_organization', 'government']),
      exempt_regions: z.array(z.string()).nullish(),
      expires_at: optionalDateTime,
    })
    .nullish(),
});

/** What an agent can do. Values the hub does not know are ignored (RFC capability_negotiation §5). */
export const agentCapabilities = z.object({
  interventions: z
    .object({
      supported: z.array(z.string()).nullish(),
      display_context: optionalText,
      redirect_context: optionalText,
      max_redirects: z.int().min(0).nullish(),
      max_interaction_depth: z.int().min(1).nullish(),
    })
    .nullish(),
  extensions: z.array(z.union([z.string(), z.object({ name: z.string() })])).nullish(),
  payment: z.object({ handlers: z.array(z.object({ id: z.string() })).nullish() }).nullish(),
});

export const modernAddress = addressRequest.extend({ company: optionalLine });

export const modernFulfillmentDetails = z.object({
  name: optionalLine,
  phone_number: optionalPhone,
  email: optionalEmail,
  address: modernAddress.nullish(),
});

/** More codes than any shop takes for one order, and longer. */
const couponCodes = z.array(z.string().min(1).max(100)).max(20).nullish();

/** `coupons` is the deprecated name of `discounts.codes`. */
export const discountRequestFields = {
  coupons: couponCodes,
  discounts: z.object({ codes: couponCodes }).nullish(),
};

/** BCP 47 §4.4.1. */
export const optionalLocale = z.string().max(35).nullish();

export const paymentDataRequest = z.object({
  handler_id: z.string(),
  instrument: z.object({
    type: z.string(),
    credential: z.object({ type: z.string(), token: z.string() }),
  }),
  billing_address: modernAddress.nullish(),
});

export const riskSignalsRequest = z.object({
  ip_address: optionalText,
  user_agent: optionalText,
  accept_language: optionalText,
  session_id: optionalText,
  device_fingerprint: optionalText,
});
