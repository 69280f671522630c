import type { Address, Contact, Dialect } from './dialect';
import { authenticated, buyer, itemsWithQuantity, providerPayment } from './shared';

export const fulfillmentDetails = (address: Address, contact?: Contact) => ({
  fulfillment_details: { ...(contact === undefined ? {} : recipient(contact)), address },
});

const recipient = ({ firstName, lastName, email, phone }: Contact) => ({
  name: `${firstName} ${lastName}`,
  email,
  ...(phone === undefined ? {} : { phone_number: phone }),
});

/** Speaks 2025-12-12 and 2026-01-16, which ask the same of an agent. */
export const nestedOptions = (version: '2025-12-12' | '2026-01-16'): Dialect => ({
  version,
  itemsField: 'items',
  opening: () => ({}),
  items: itemsWithQuantity,
  buyer,
  address: fulfillmentDetails,
  chooseOption: ({ type, id, itemIds }) => ({
    selected_fulfillment_options: [{ type, [type]: { option_id: id, item_ids: itemIds } }],
  }),
  coupons: () => undefined,
  payment: providerPayment,
  authenticated,
});
