import { z } from 'zod';
import {
  addressRequest,
  buyerRequest,
  cancelRequest,
  identifier,
  MAX_ITEMS,
  MAX_QUANTITY,
} from '../common/wire/request-parts';
import { legacyPaymentData } from '../legacy/requests';

/** The schema of this version allows fractions, which no shop sells: they parse and are refused afterwards. */
const items = z
  .array(z.object({ id: identifier, quantity: z.number().positive().max(MAX_QUANTITY).nullish() }))
  .max(MAX_ITEMS);

export const requestSchemas = {
  create: z.object({
    items: items.min(1),
    buyer: buyerRequest.nullish(),
    fulfillment_address: addressRequest.nullish(),
  }),
  update: z.object({
    items: items.nullish(),
    buyer: buyerRequest.nullish(),
    fulfillment_address: addressRequest.nullish(),
    fulfillment_option_id: identifier.nullish(),
  }),
  complete: z.object({ buyer: buyerRequest.nullish(), payment_data: legacyPaymentData }),
  cancel: cancelRequest,
};
