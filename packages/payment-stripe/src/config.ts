import { z } from 'zod';

/** Where Stripe is; another address is for tests, and refused in live mode. */
export const STRIPE_URL = 'https://api.stripe.com';

/** What a merchant enters for a Stripe account. */
export const stripeConfigSchema = z.strictObject({
  secretKey: z
    .string()
    .regex(/^(sk|rk)_(test|live)_\w+$/, 'A secret or restricted key: sk_test_…, rk_live_…')
    .meta({
      title: 'Secret key',
      description:
        'A restricted key needs to write PaymentIntents and Refunds, and to read Shared Payment Tokens, Charges, Disputes and Balance',
      secret: true,
    }),
  merchantId: z
    .string()
    .regex(/^(acct|profile)_\w+$/, 'acct_… or profile_…')
    .meta({
      title: 'Merchant id',
      description: 'The Stripe account or profile that agents make tokens out to',
    }),
  webhookSecret: z
    .string()
    .regex(/^whsec_\w+$/, 'whsec_…')
    .optional()
    .meta({ title: 'Signing secret of the webhook endpoint', secret: true }),
  acquirer: z
    .strictObject({
      bin: z.string().regex(/^\d{6,11}$/),
      country: z.string().regex(/^[A-Z]{2}$/),
      merchantId: z.string().min(1),
      merchantName: z.string().min(1),
      requestorId: z.string().min(1).optional(),
    })
    .optional()
    .meta({
      title: 'Acquirer',
      description:
        'What agents need to run 3-D Secure themselves; Stripe tells it on request. Without it a card that demands 3-D Secure is declined',
    }),
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .default(STRIPE_URL)
    .meta({ title: 'URL of the API', description: 'Stripe itself unless for tests' }),
});

export type StripeConfig = z.infer<typeof stripeConfigSchema>;
