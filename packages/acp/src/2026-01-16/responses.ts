import { z } from 'zod';
import { sessionSchema as before } from '../2025-12-12/responses';
import { cardMethod, itemisedOption } from '../legacy/responses';

/** Differs from 2025-12-12 in how an option's price is written and in the provider's `merchant_id`. */
export const sessionSchema = before.extend({
  payment_provider: z
    .strictObject({
      provider: z.literal('stripe'),
      merchant_id: z.string(),
      supported_payment_methods: z.array(cardMethod),
    })
    .optional(),
  authentication_provider: z
    .strictObject({
      provider: z.enum(['stripe', 'adyen']),
      merchant_id: z.string(),
      supported_authentication_methods: z.array(z.literal('3ds')),
    })
    .optional(),
  fulfillment_options: z.array(itemisedOption),
});

export type SessionResponse = z.infer<typeof sessionSchema>;
