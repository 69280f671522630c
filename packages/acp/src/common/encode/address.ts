import type { Address, FulfillmentDetails } from '@acp-hub/commerce';
import { compact } from '../compact';
import { toEmail } from '../text-formats';

/** As every version has it: a country without states gets the empty string, and companies come with 2026-04-17. */
export const encodeAddress = (address: Address) =>
  compact({
    name: address.name,
    line_one: address.lineOne,
    line_two: address.lineTwo,
    city: address.city,
    state: address.state ?? '',
    country: address.country,
    postal_code: address.postalCode,
  });

export const encodeAddressWithCompany = (address: Address) =>
  compact({ ...encodeAddress(address), company: address.company });

export function encodeFulfillmentDetails<WireAddress>(
  details: FulfillmentDetails | undefined,
  encode: (address: Address) => WireAddress,
) {
  if (details === undefined) return undefined;
  return {
    ...compact({
      name: details.name,
      phone_number: details.phoneNumber,
      email: toEmail(details.email),
    }),
    ...(details.address === undefined ? {} : { address: encode(details.address) }),
  };
}
