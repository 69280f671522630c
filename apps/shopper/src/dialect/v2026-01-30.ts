import type { Dialect } from './dialect';
import { authenticated, buyer } from './shared';
import { fulfillmentDetails } from './v2025-12-12';

/** Speaks 2026-01-30 and 2026-04-17. */
export const flatOptions = (version: '2026-01-30' | '2026-04-17'): Dialect => ({
  version,
  itemsField: 'line_items',
  opening: (currency) => ({
    currency: currency.toLowerCase(),
    capabilities: { interventions: { supported: ['3ds'] }, extensions: ['discount'] },
  }),
  items: (items) => ({ line_items: items.map(({ id, quantity }) => ({ id, quantity })) }),
  buyer,
  address: fulfillmentDetails,
  chooseOption: ({ type, id, itemIds }) => ({
    selected_fulfillment_options: [{ type, option_id: id, item_ids: itemIds }],
  }),
  coupons: (codes) => ({ discounts: { codes } }),
  payment: ({ token, handlerId, billingAddress }) => ({
    payment_data: {
      handler_id: handlerId,
      instrument: { type: 'card', credential: { type: 'spt', token } },
      ...(billingAddress === undefined ? {} : { billing_address: billingAddress }),
    },
  }),
  authenticated,
});
