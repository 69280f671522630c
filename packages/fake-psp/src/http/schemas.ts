import { z } from 'zod';
import { behaviours } from '../tokens/behaviour';

const amount = z.number().int().min(1).max(99_999_999_999);
const currency = z.string().regex(/^[A-Z]{3}$/, 'An ISO 4217 code in upper case.');

const authenticationSchema = z.strictObject({
  payment_id: z.string().optional(),
  outcome: z.string(),
  cryptogram: z.string().optional(),
  eci: z.string().optional(),
  transaction_id: z.string().optional(),
  version: z.string().optional(),
});

export type AuthenticationBody = z.infer<typeof authenticationSchema>;

export const authorizeSchema = z.strictObject({
  token: z.string().min(1).max(255),
  amount,
  currency,
  authentication: authenticationSchema.optional(),
  reference: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  billing_country: z.string().optional(),
  metadata: z.record(z.string(), z.string()).default({}),
});

export type AuthorizeBody = z.infer<typeof authorizeSchema>;

export const amountSchema = z.strictObject({ amount, currency, reason: z.string().optional() });

export const emptySchema = z.strictObject({});

export const mintSchema = z.strictObject({
  merchant_id: z.string().regex(/^acct_[a-z0-9_]+$/),
  max_amount: amount,
  currency,
  expires_at: z.iso.datetime({ offset: true }),
  behaviour: z.enum(behaviours).default('approve'),
});
