import { z } from 'zod';
import {
  addressRequest,
  identifier,
  MAX_ITEMS,
  MAX_QUANTITY,
  optionalEmail,
  optionalLine,
  optionalPhone,
} from '../common/wire/request-parts';

/** `items` as every version up to 2026-01-16 has them. */
export const legacyItems = z
  .array(z.object({ id: identifier, quantity: z.int().min(1).max(MAX_QUANTITY).nullish() }))
  .max(MAX_ITEMS);

export const legacyPaymentData = z.object({
  token: z.string(),
  provider: z.enum(['stripe']),
  billing_address: addressRequest.nullish(),
});

export const legacyFulfillmentDetails = z.object({
  name: optionalLine,
  phone_number: optionalPhone,
  email: optionalEmail,
  address: addressRequest.nullish(),
});
