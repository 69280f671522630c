import { z } from 'zod';
import {
  affiliateRequest,
  authenticationResultRequest,
  buyerRequest,
  cancelRequest,
  selectedOptionRequest,
} from '../common/wire/request-parts';
import { legacyFulfillmentDetails, legacyItems, legacyPaymentData } from '../legacy/requests';

export const requestSchemas = {
  create: z.object({
    items: legacyItems.min(1),
    buyer: buyerRequest.nullish(),
    fulfillment_details: legacyFulfillmentDetails.nullish(),
    affiliate_attribution: affiliateRequest.nullish(),
  }),
  update: z.object({
    items: legacyItems.nullish(),
    buyer: buyerRequest.nullish(),
    fulfillment_details: legacyFulfillmentDetails.nullish(),
    selected_fulfillment_options: z.array(selectedOptionRequest).nullish(),
  }),
  complete: z.object({
    buyer: buyerRequest.nullish(),
    payment_data: legacyPaymentData,
    authentication_result: authenticationResultRequest.nullish(),
    affiliate_attribution: affiliateRequest.nullish(),
  }),
  cancel: cancelRequest,
};
