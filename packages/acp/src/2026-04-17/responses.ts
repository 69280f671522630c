import { z } from 'zod';
import { sessionSchema as before } from '../2026-01-30/responses';
import { authenticationMetadata, email, uri } from '../common/wire/response-parts';
import { displayedCapabilities } from '../modern/capabilities-response';
import { addressWithCompany, fulfillmentOptionWithCompany } from '../modern/option-responses';
import { sessionOrderSchema } from '../modern/order-responses';
import { resolvableMessage } from '../modern/response-parts';

export const sessionSchema = before.extend({
  capabilities: displayedCapabilities,
  fulfillment_details: z
    .strictObject({
      name: z.string().optional(),
      phone_number: z.string().optional(),
      email: email.optional(),
      address: addressWithCompany.optional(),
    })
    .optional(),
  fulfillment_options: z.array(fulfillmentOptionWithCompany),
  messages: z.array(resolvableMessage),
  authentication_metadata: authenticationMetadata.optional(),
  marketing_consent_options: z
    .array(
      z.strictObject({
        channel: z.string(),
        display_text: z.string(),
        privacy_policy_url: uri,
        is_subscribed: z.boolean().optional(),
      }),
    )
    .optional(),
  order: sessionOrderSchema.optional(),
});

export type SessionResponse = z.infer<typeof sessionSchema>;
