import type { Address, FulfillmentDetails } from '@acp-hub/commerce';
import type { z } from 'zod';
import { compact } from '../compact';
import type { addressRequest, optionalEmail } from '../wire/request-parts';

type WireAddress = z.output<typeof addressRequest> & { readonly company?: string | null | undefined };

interface WireFulfillmentDetails {
  readonly name?: string | null | undefined;
  readonly phone_number?: string | null | undefined;
  readonly email?: z.output<typeof optionalEmail>;
  readonly address?: WireAddress | null | undefined;
}

export const decodeAddress = (wire: WireAddress): Address =>
  compact({
    name: wire.name,
    lineOne: wire.line_one,
    lineTwo: wire.line_two === '' ? undefined : wire.line_two,
    city: wire.city,
    state: wire.state === '' ? undefined : wire.state,
    country: wire.country.toUpperCase(),
    postalCode: wire.postal_code,
    company: wire.company === '' ? undefined : wire.company,
  });

export const decodeFulfillment = (wire: WireFulfillmentDetails): FulfillmentDetails =>
  compact({
    name: wire.name,
    phoneNumber: wire.phone_number,
    email: wire.email,
    address: wire.address ? decodeAddress(wire.address) : undefined,
  });
