import { z } from 'zod';
import {
  addressRequest,
  MAX_ITEMS,
  MAX_QUANTITY,
  optionalEmail,
  optionalText,
} from '../common/wire/request-parts';

/** `items` as every version up to 2026-01-16 has them. */
export const legacyItems = z
  .array(z.object({ id: z.string(), quantity: z.int().min(1).max(MAX_QUANTITY).nullish() }))
  .max(MAX_ITEMS);

export const legacyPaymentData = z.object({
  token: z.string(),
  provider: z.enum(['stripe']),
  billing_address: addressRequest.nullish(),
});

export const legacyFulfillmentDetails = z.object({
  name: optionalText,
  phone_number: optionalText,
  email: optionalEmail,
  address: addressRequest.nullish(),
});
