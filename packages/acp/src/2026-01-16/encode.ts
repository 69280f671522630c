import { encodeShared } from '../2025-12-12/encode';
import { cardPayment, encodeItemisedOption, stripeHandler } from '../legacy/encode';
import { legacyOptions } from '../legacy/status';
import type { SessionView } from '../views';
import type { SessionResponse } from './responses';

export function encodeSession(view: SessionView): SessionResponse {
  const handler = stripeHandler(view);
  return {
    ...encodeShared(view),
    fulfillment_options: legacyOptions(view.session).map(encodeItemisedOption),
    ...(handler === undefined
      ? {}
      : {
          payment_provider: {
            provider: 'stripe',
            merchant_id: handler.merchantId,
            supported_payment_methods: [cardPayment()],
          },
        }),
  };
}
