import { z } from 'zod';
import { address, uri } from '../common/wire/response-parts';
import { legacyLineItem, legacySession, pricedOption } from '../legacy/responses';

/** The schema of this version has no place for `order`, which its text demands. */
export const sessionSchema = legacySession.extend({
  payment_provider: z
    .strictObject({
      provider: z.literal('stripe'),
      supported_payment_methods: z.array(z.literal('card')),
    })
    .optional(),
  line_items: z.array(
    legacyLineItem.extend({ item: z.strictObject({ id: z.string(), quantity: z.number().positive() }) }),
  ),
  fulfillment_address: address.optional(),
  fulfillment_options: z.array(pricedOption),
  fulfillment_option_id: z.string().optional(),
  links: z.array(
    z.strictObject({ type: z.enum(['terms_of_use', 'privacy_policy', 'seller_shop_policies']), url: uri }),
  ),
});

export type SessionResponse = z.infer<typeof sessionSchema>;
