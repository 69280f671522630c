import { z } from 'zod';
import { authenticationMetadataWithChannel, uri } from '../common/wire/response-parts';
import {
  cardMethod,
  describedLineItem,
  legacyFulfillmentDetails,
  legacySession,
  nestedSelectedOption,
  pricedOption,
} from '../legacy/responses';

export const sessionSchema = legacySession.extend({
  status: z.enum([...legacySession.shape.status.options, 'authentication_required']),
  payment_provider: z
    .strictObject({ provider: z.literal('stripe'), supported_payment_methods: z.array(cardMethod) })
    .optional(),
  line_items: z.array(describedLineItem),
  fulfillment_details: legacyFulfillmentDetails.optional(),
  fulfillment_options: z.array(pricedOption),
  selected_fulfillment_options: z.array(nestedSelectedOption).optional(),
  links: z.array(
    z.strictObject({ type: z.enum(['terms_of_use', 'privacy_policy', 'return_policy']), url: uri }),
  ),
  authentication_metadata: authenticationMetadataWithChannel.optional(),
});

export type SessionResponse = z.infer<typeof sessionSchema>;
