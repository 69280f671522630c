import { z } from 'zod';
import { refuseEarly, type Refusal } from '../refusal';
import type { FormObject } from './form';

const integer = z.string().regex(/^\d+$/, 'Invalid integer').transform(Number).pipe(z.number().int());
const boolean = z.enum(['true', 'false']).transform((text) => text === 'true');
const currency = z
  .string()
  .regex(/^[A-Za-z]{3}$/)
  .transform((code) => code.toLowerCase());
const metadata = z.record(z.string().max(40), z.string().max(500)).default({});
const expand = z.array(z.string()).default([]);

const threeDSecure = z.strictObject({
  cryptogram: z.string().min(1),
  transaction_id: z.string().min(1),
  version: z.enum(['1.0.2', '2.1.0', '2.2.0', '2.3.0', '2.3.1']),
  electronic_commerce_indicator: z.enum(['01', '02', '05', '06', '07']).optional(),
  ares_trans_status: z.enum(['A', 'C', 'I', 'N', 'R', 'U', 'Y']).optional(),
});

const confirmation = {
  payment_method_options: z
    .strictObject({ card: z.strictObject({ three_d_secure: threeDSecure.optional() }).optional() })
    .optional(),
  error_on_requires_action: boolean.optional(),
  expand,
};

export const createIntentSchema = z.strictObject({
  amount: integer,
  currency,
  confirm: z.literal('true', { error: 'Only intents that are confirmed at once are played here.' }),
  capture_method: z.enum(['automatic', 'manual']).default('automatic'),
  payment_method_types: z.array(z.literal('card')).optional(),
  payment_method_data: z.strictObject({ shared_payment_granted_token: z.string().min(1) }),
  metadata,
  ...confirmation,
});

export const updateIntentSchema = z.strictObject({ metadata, expand });

export const confirmIntentSchema = z.strictObject(confirmation);

export const captureSchema = z.strictObject({ amount_to_capture: integer.optional(), metadata, expand });

export const cancelSchema = z.strictObject({
  cancellation_reason: z.enum(['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  expand,
});

export const refundSchema = z.strictObject({
  payment_intent: z.string(),
  amount: integer.pipe(z.number().min(1)).optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata,
  expand,
});

export const mintTokenSchema = z.strictObject({
  payment_method: z.string(),
  usage_limits: z.strictObject({ currency, max_amount: integer, expires_at: integer.optional() }),
  shared_metadata: metadata,
});

export const endpointSchema = z.strictObject({
  url: z.url(),
  enabled_events: z.array(z.string()).min(1),
});

export const disputeSchema = z.strictObject({
  payment_intent: z.string(),
  reason: z.string().default('fraudulent'),
});

export const emptySchema = z.strictObject({});

export const isAuthenticated = ({
  payment_method_options: options,
}: z.infer<typeof confirmIntentSchema>): boolean => {
  const proof = options?.card?.three_d_secure;
  return proof !== undefined && ['Y', 'A', undefined].includes(proof.ares_trans_status);
};

/** Reads a form by its schema, or says of the first thing that is wrong what Stripe says of it. */
export function readParameters<Value>(
  form: FormObject,
  schema: z.ZodType<Value>,
): { readonly ok: true; readonly value: Value } | Refusal {
  const parsed = schema.safeParse(form);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  const at = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])];
  const param = at.map((step, index) => (index === 0 ? String(step) : `[${String(step)}]`)).join('');
  return issue?.code === 'unrecognized_keys'
    ? refuseEarly(`Received unknown parameter: ${param}`, { code: 'parameter_unknown', param })
    : refuseEarly(`Invalid ${param}: ${issue?.message ?? ''}`, { code: 'parameter_invalid', param });
}
