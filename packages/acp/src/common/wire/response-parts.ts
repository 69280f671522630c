import { z } from 'zod';
import { emailPattern } from '../text-formats';

/** Answers are exact: no member beyond these, no `null`. Amounts are integer minor units. */
export const uri = z.url();
export const email = z.email({ pattern: emailPattern });
export const dateTime = z.iso.datetime({ offset: true });
export const amount = z.int();

export const address = z.strictObject({
  name: z.string(),
  line_one: z.string(),
  line_two: z.string().optional(),
  city: z.string(),
  /** Empty for countries that have none. */
  state: z.string(),
  country: z.string(),
  postal_code: z.string(),
});

export const plainOrder = z.strictObject({
  id: z.string(),
  checkout_session_id: z.string(),
  permalink_url: uri,
});

/** What a line may say of itself from 2025-12-12 on. */
export const lineDescription = {
  name: z.string().optional(),
  description: z.string().optional(),
  images: z.array(uri).optional(),
  unit_amount: amount.optional(),
  disclosures: z
    .array(
      z.strictObject({
        type: z.literal('disclaimer'),
        content_type: z.enum(['plain', 'markdown']),
        content: z.string(),
      }),
    )
    .optional(),
  custom_attributes: z.array(z.strictObject({ display_name: z.string(), value: z.string() })).optional(),
  marketplace_seller_details: z.strictObject({ name: z.string() }).optional(),
};

export const messageContent = {
  param: z.string().optional(),
  content_type: z.enum(['plain', 'markdown']),
  content: z.string(),
};

const acquirerDetails = z.strictObject({
  acquirer_bin: z.string().max(11),
  acquirer_country: z.string().length(2),
  acquirer_merchant_id: z.string().max(35),
  merchant_name: z.string().max(40),
  requestor_id: z.string().max(35).optional(),
});

export const authenticationMetadata = z.strictObject({
  acquirer_details: acquirerDetails,
  directory_server: z.enum(['american_express', 'mastercard', 'visa']),
  flow_preference: z
    .strictObject({
      type: z.enum(['challenge', 'frictionless']),
      challenge: z.strictObject({ type: z.enum(['mandated', 'preferred']).optional() }).optional(),
      frictionless: z.strictObject({ type: z.enum(['low_risk']).optional() }).optional(),
    })
    .optional(),
});

/** Up to 2026-01-30 the seller also names the browser the buyer uses. */
export const authenticationMetadataWithChannel = authenticationMetadata.extend({
  channel: z.strictObject({
    type: z.literal('browser'),
    browser: z.strictObject({
      accept_header: z.string(),
      ip_address: z.string().max(45),
      javascript_enabled: z.boolean(),
      language: z.string().max(35),
      user_agent: z.string(),
      color_depth: z.int().optional(),
      java_enabled: z.boolean().optional(),
      screen_height: z.int().optional(),
      screen_width: z.int().optional(),
      timezone_offset: z.int().optional(),
    }),
  }),
});
