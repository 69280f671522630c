import type { Dialect } from './dialect';
import { buyer, itemsWithQuantity, providerPayment } from './shared';

export const v20250929: Dialect = {
  version: '2025-09-29',
  itemsField: 'items',
  opening: () => ({}),
  items: itemsWithQuantity,
  buyer,
  address: (address) => ({ fulfillment_address: address }),
  chooseOption: ({ id }) => ({ fulfillment_option_id: id }),
  coupons: () => undefined,
  payment: providerPayment,
  authenticated: () => undefined,
};
