import { z } from 'zod';
import { fromStripeAmount } from './amounts';

const amount = z.number().int();
const at = z
  .number()
  .int()
  .transform((seconds) => new Date(seconds * 1_000).toISOString());

/** A currency and amounts in it, as money; fails on what cannot be exact. */
export const paid = (value: number, currency: string, context: z.RefinementCtx) => {
  try {
    return fromStripeAmount(value, currency);
  } catch {
    context.addIssue({ code: 'custom', message: 'No amount of a currency of ISO 4217.' });
    return z.NEVER;
  }
};

const metadata = z
  .record(z.string(), z.string())
  .nullish()
  .transform((known) => known ?? {});

const balanceTransactionSchema = z
  .object({ fee: amount, currency: z.string() })
  .transform(({ fee, currency }, context) => paid(fee, currency, context));

/** What Stripe keeps; `null` until it is known. */
const feeSchema = balanceTransactionSchema.nullish().catch(undefined);

const chargeSchema = z.object({
  id: z.string(),
  created: at,
  disputed: z.boolean().default(false),
  balance_transaction: feeSchema,
});

const errorSchema = z.object({ code: z.string().optional(), decline_code: z.string().optional() });

const nextActionSchema = z.object({
  use_stripe_sdk: z.object({ directory_server_name: z.string().optional() }).optional(),
});

/** A payment intent; only what is used, so that it may grow. `latest_charge` is expanded, or its id alone. */
export const intentSchema = z
  .object({
    id: z.string(),
    status: z.enum([
      'requires_payment_method',
      'requires_confirmation',
      'requires_action',
      'processing',
      'requires_capture',
      'canceled',
      'succeeded',
    ]),
    amount,
    amount_received: amount,
    currency: z.string(),
    capture_method: z.string(),
    latest_charge: chargeSchema.nullable(),
    cancellation_reason: z.string().nullish(),
    metadata,
    last_payment_error: errorSchema.nullish(),
    next_action: nextActionSchema.nullish(),
  })
  .transform((intent, context) => ({
    ...intent,
    amount: paid(intent.amount, intent.currency, context),
    amount_received: paid(intent.amount_received, intent.currency, context),
  }));

/** An intent inside an error: its charge is not expanded there. */
export const declinedIntentSchema = z.object({ id: z.string() });

export const refundSchema = z
  .object({
    id: z.string(),
    amount,
    currency: z.string(),
    status: z.string().nullable(),
    created: at,
    balance_transaction: feeSchema,
    metadata,
  })
  .transform((refund, context) => ({ ...refund, amount: paid(refund.amount, refund.currency, context) }));

export const disputeSchema = z
  .object({
    id: z.string(),
    amount,
    currency: z.string(),
    status: z.string(),
    created: at,
    balance_transactions: z.array(balanceTransactionSchema).nullish().catch(undefined),
  })
  .transform((dispute, context) => ({ ...dispute, amount: paid(dispute.amount, dispute.currency, context) }));

/** Intents as search and lists show them, for finding one. */
export const foundSchema = z.object({
  data: z.array(z.object({ id: z.string(), created: z.number().int(), metadata })),
  has_more: z.boolean(),
});
export const anySchema = z.looseObject({});
export const accountSchema = z.object({ id: z.string() });

/** A granted token; its limit stays in Stripe's unit, where it need not be a whole amount. */
export const grantedTokenSchema = z.object({
  livemode: z.boolean(),
  deactivated_reason: z.string().nullish(),
  usage_limits: z.object({
    currency: z.string(),
    max_amount: amount,
    expires_at: z.number().nullish(),
  }),
});

export const eventSchema = z.object({
  id: z.string(),
  type: z.string(),
  livemode: z.boolean(),
  data: z.object({
    object: z.object({
      id: z.string(),
      object: z.string(),
      payment_intent: z.string().nullish(),
    }),
  }),
});

export type WireIntent = z.infer<typeof intentSchema>;
export type WireRefund = z.infer<typeof refundSchema>;
export type WireDispute = z.infer<typeof disputeSchema>;
export type WireFound = z.infer<typeof foundSchema>;
export type WireToken = z.infer<typeof grantedTokenSchema>;
export type WireEvent = z.infer<typeof eventSchema>;
