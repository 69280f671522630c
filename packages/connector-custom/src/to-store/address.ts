import type { Address } from '@acp-hub/commerce';
import type { WireAddress } from '@acp-hub/store-contract';
import { defined } from '../defined';

export const writeAddress = (address: Address): WireAddress =>
  defined({
    name: address.name,
    company: address.company,
    line_one: address.lineOne,
    line_two: address.lineTwo,
    city: address.city,
    state: address.state,
    country: address.country,
    postal_code: address.postalCode,
  });
