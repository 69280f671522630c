import { z } from 'zod';
import { checkoutStatuses } from '@acp-hub/commerce';
import {
  address,
  authenticationMetadataWithChannel,
  dateTime,
  email,
  plainOrder,
  uri,
} from '../common/wire/response-parts';
import { capabilities } from '../modern/capabilities-response';
import { fulfillmentOption } from '../modern/option-responses';
import {
  discounts,
  estimatedDelivery,
  lineItem,
  link,
  message,
  modernBuyer,
  selectedOption,
  support,
  total,
} from '../modern/response-parts';

const order = plainOrder.extend({
  order_number: z.string().optional(),
  status: z.enum(['confirmed', 'processing', 'shipped', 'delivered']).optional(),
  estimated_delivery: estimatedDelivery.optional(),
  support: support.optional(),
});

export const sessionSchema = z.strictObject({
  id: z.string(),
  protocol: z.strictObject({ version: z.string() }),
  capabilities,
  buyer: modernBuyer.optional(),
  status: z.enum(checkoutStatuses),
  currency: z.string(),
  locale: z.string().optional(),
  timezone: z.string().optional(),
  line_items: z.array(lineItem),
  fulfillment_details: z
    .strictObject({
      name: z.string().optional(),
      phone_number: z.string().optional(),
      email: email.optional(),
      address: address.optional(),
    })
    .optional(),
  fulfillment_options: z.array(fulfillmentOption),
  selected_fulfillment_options: z.array(selectedOption).optional(),
  totals: z.array(total),
  messages: z.array(message),
  links: z.array(link),
  authentication_metadata: authenticationMetadataWithChannel.optional(),
  created_at: dateTime.optional(),
  updated_at: dateTime.optional(),
  expires_at: dateTime.optional(),
  continue_url: uri.optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  discounts: discounts.optional(),
  order: order.optional(),
});

export type SessionResponse = z.infer<typeof sessionSchema>;
