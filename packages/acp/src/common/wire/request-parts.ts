import { z } from 'zod';
import { emailPattern } from '../text-formats';

/** Requests are read tolerantly: unknown members are ignored, and `null` stands for absent (in updates: clear). */
export const optionalText = z.string().nullish();
/** RFC 5321 §4.5.3.1: what a path in SMTP holds, its brackets left away. */
export const optionalEmail = z.email({ pattern: emailPattern }).max(254).nullish();
export const optionalDateTime = z.iso.datetime({ offset: true }).nullish();

/** More of one item than any shop sells at once; keeps every product of price and quantity a safe integer. */
export const MAX_QUANTITY = 1_000_000;
/** More lines than any cart has. */
export const MAX_ITEMS = 500;
/** Longer than any shop's id of an item or an option. */
const MAX_ID = 200;
export const identifier = z.string().min(1).max(MAX_ID);

/** Longer than any form takes: what no shop stores is refused before one is asked. */
const name = z.string().max(150);
const addressLine = z.string().max(300);
export const optionalPhone = z.string().max(50).nullish();
export const optionalName = name.nullish();
export const optionalLine = addressLine.nullish();

/** `state` is demanded by the protocol and accepted as absent or empty, for countries that have none. */
export const addressRequest = z.object({
  name: addressLine,
  line_one: addressLine,
  line_two: optionalLine,
  city: addressLine,
  state: z.string().max(100).nullish(),
  country: z.string(),
  postal_code: z.string().max(20),
});

/** Names and e-mail may still be unknown: what must be there at complete is the session's business. */
export const buyerRequest = z.object({
  first_name: optionalName,
  last_name: optionalName,
  email: optionalEmail,
  phone_number: optionalPhone,
});

const flatMetadata = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

export const affiliateRequest = z.object({
  provider: z.string(),
  token: optionalText,
  publisher_id: optionalText,
  campaign_id: optionalText,
  creative_id: optionalText,
  sub_id: optionalText,
  source: z.object({ type: z.enum(['url', 'platform', 'unknown']), url: z.url().nullish() }).nullish(),
  issued_at: optionalDateTime,
  expires_at: optionalDateTime,
  metadata: flatMetadata.nullish(),
  touchpoint: z.enum(['first', 'last']).nullish(),
});

/** Open on purpose: whatever the trace holds, the cancel succeeds, nested metadata excepted (RFC intent_traces §5). */
export const cancelRequest = z.object({
  intent_trace: z
    .object({
      reason_code: z.string().nullish(),
      trace_summary: z.string().nullish(),
      metadata: flatMetadata.nullish(),
    })
    .nullish(),
});

/** One buyer's choice among the options: flat from 2026-01-30 on, under the option's type before. */
export const selectedOptionRequest = z.object({
  type: z.enum(['shipping', 'digital', 'pickup', 'local_delivery']),
  option_id: identifier.nullish(),
  item_ids: z.array(z.string()).nullish(),
  shipping: z.object({ option_id: identifier, item_ids: z.array(z.string()).nullish() }).nullish(),
  digital: z.object({ option_id: identifier, item_ids: z.array(z.string()).nullish() }).nullish(),
});

export const outcomeDetailsRequest = z.object({
  three_ds_cryptogram: z.string(),
  electronic_commerce_indicator: z.enum(['01', '02', '05', '06', '07']),
  transaction_id: z.string(),
  version: z.string(),
});

/** From 2025-12-12 on, 2026-01-16 excepted. */
export const authenticationResultRequest = z
  .object({
    outcome: z.enum([
      'abandoned',
      'attempt_acknowledged',
      'authenticated',
      'canceled',
      'denied',
      'informational',
      'internal_error',
      'not_supported',
      'processing_error',
      'rejected',
    ]),
    outcome_details: outcomeDetailsRequest.nullish(),
  })
  .refine(
    ({ outcome, outcome_details }) =>
      (outcome_details !== null && outcome_details !== undefined) ||
      !['authenticated', 'informational', 'attempt_acknowledged'].includes(outcome),
    { path: ['outcome_details'], message: 'required with this outcome' },
  );
