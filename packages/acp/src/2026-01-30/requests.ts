import { z } from 'zod';
import {
  affiliateRequest,
  authenticationResultRequest,
  cancelRequest,
  optionalText,
  selectedOptionRequest,
} from '../common/wire/request-parts';
import {
  agentCapabilities,
  discountRequestFields,
  lineItems,
  modernBuyer,
  modernFulfillmentDetails,
  optionalLocale,
  paymentDataRequest,
  riskSignalsRequest,
} from '../modern/requests';

export const requestSchemas = {
  create: z.object({
    line_items: lineItems.min(1),
    currency: z.string(),
    capabilities: agentCapabilities,
    buyer: modernBuyer.nullish(),
    fulfillment_details: modernFulfillmentDetails.nullish(),
    affiliate_attribution: affiliateRequest.nullish(),
    ...discountRequestFields,
    locale: optionalLocale,
    timezone: optionalText,
    metadata: z.record(z.string(), z.unknown()).nullish(),
  }),
  update: z.object({
    line_items: lineItems.nullish(),
    buyer: modernBuyer.nullish(),
    fulfillment_details: modernFulfillmentDetails.nullish(),
    selected_fulfillment_options: z.array(selectedOptionRequest).nullish(),
    ...discountRequestFields,
  }),
  complete: z.object({
    buyer: modernBuyer.nullish(),
    payment_data: paymentDataRequest,
    authentication_result: authenticationResultRequest.nullish(),
    affiliate_attribution: affiliateRequest.nullish(),
    risk_signals: riskSignalsRequest.nullish(),
  }),
  cancel: cancelRequest,
};
