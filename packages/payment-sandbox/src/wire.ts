import { parseCurrency } from '@acp-hub/commerce';
import { z } from 'zod';

const amount = z.number().int().min(0);

const currency = z.string().transform((code, context) => {
  const known = parseCurrency(code);
  if (known !== undefined) return known;
  context.addIssue({ code: 'custom', message: 'No currency of ISO 4217.' });
  return z.NEVER;
});

const eventSchema = z.object({
  id: z.string(),
  type: z.string(),
  amount,
  at: z.string(),
  idempotency_key: z.string(),
});

const authenticationSchema = z.object({
  acquirer: z.object({
    bin: z.string(),
    country: z.string(),
    merchant_id: z.string(),
    merchant_name: z.string(),
    requestor_id: z.string(),
  }),
  directory_server: z.enum(['american_express', 'mastercard', 'visa']),
});

/** A payment as the server shows it; only what is used, so that it may grow. */
export const paymentSchema = z.object({
  id: z.string(),
  status: z.enum(['requires_authentication', 'authorized', 'captured', 'voided', 'declined']),
  amount,
  currency,
  authorized: amount,
  captured: amount,
  refunded: amount,
  decline: z.object({ code: z.string(), message: z.string() }).optional(),
  authentication: authenticationSchema.optional(),
  events: z.array(eventSchema),
});

export const paymentListSchema = z.object({ payments: z.array(paymentSchema).max(1) });
export const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
export const accountSchema = z.object({ merchant_id: z.string() });

export type WirePayment = z.infer<typeof paymentSchema>;
export type WireEvent = z.infer<typeof eventSchema>;
export type WireAuthentication = z.infer<typeof authenticationSchema>;
