import type { Address } from '@acp-hub/commerce';
import type { WireAddress } from '@acp-hub/store-contract';
import { defined } from '../defined';

export const readAddress = (address: WireAddress): Address =>
  defined({
    name: address.name,
    company: address.company,
    lineOne: address.line_one,
    lineTwo: address.line_two,
    city: address.city,
    state: address.state,
    country: address.country,
    postalCode: address.postal_code,
  });
