import { z } from 'zod';
import { address } from './address';
import { identifier, minorUnits, shortText, timestamp } from './primitives';
import { contractRegistry } from './registry';

const optionBody = {
  id: identifier,
  title: shortText,
  description: z.string().max(1000).optional(),
  net: minorUnits.describe('Net of tax and of the option’s own discount'),
  tax: minorUnits,
};

const shipping = z.object({
  type: z.literal('shipping'),
  ...optionBody,
  carrier: shortText.optional(),
  earliest_delivery: timestamp.optional(),
  latest_delivery: timestamp.optional(),
});

const digital = z.object({ type: z.literal('digital'), ...optionBody });

const pickup = z.object({
  type: z.literal('pickup'),
  ...optionBody,
  location: z.object({
    name: shortText,
    address,
    phone: shortText.optional(),
    instructions: z.string().max(1000).optional(),
  }),
  ready_by: timestamp.optional(),
});

const localDelivery = z.object({
  type: z.literal('local_delivery'),
  ...optionBody,
  window: z.object({ start: timestamp, end: timestamp }).optional(),
});

/** A way to get the goods to the buyer, with its price. */
export const fulfillmentOption = z
  .discriminatedUnion('type', [shipping, digital, pickup, localDelivery])
  .register(contractRegistry, { id: 'FulfillmentOption' });

export type WireOption = z.infer<typeof fulfillmentOption>;
