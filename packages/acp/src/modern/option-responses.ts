import { z } from 'zod';
import { address, dateTime } from '../common/wire/response-parts';
import { total } from './response-parts';

const head = {
  id: z.string(),
  title: z.string(),
  description: z.string().optional(),
  totals: z.array(total),
};

/** @param place the address of a pick-up point: with `company` from 2026-04-17 on */
const fulfillmentOptions = <Place extends z.ZodType>(place: Place) =>
  z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('shipping'),
      ...head,
      carrier: z.string().optional(),
      earliest_delivery_time: dateTime.optional(),
      latest_delivery_time: dateTime.optional(),
    }),
    z.strictObject({ type: z.literal('digital'), ...head }),
    z.strictObject({
      type: z.literal('pickup'),
      ...head,
      location: z.strictObject({
        name: z.string(),
        address: place,
        phone: z.string().optional(),
        instructions: z.string().optional(),
      }),
      pickup_type: z.enum(['in_store', 'curbside', 'locker']).optional(),
      ready_by: dateTime.optional(),
      pickup_by: dateTime.optional(),
    }),
    z.strictObject({
      type: z.literal('local_delivery'),
      ...head,
      delivery_window: z.strictObject({ start: dateTime, end: dateTime }).optional(),
      service_area: z
        .strictObject({ radius_miles: z.number().optional(), center_postal_code: z.string().optional() })
        .optional(),
    }),
  ]);

export const addressWithCompany = address.extend({ company: z.string().optional() });

export const fulfillmentOption = fulfillmentOptions(address);
export const fulfillmentOptionWithCompany = fulfillmentOptions(addressWithCompany);
