import type { ConnectorError } from '@acp-hub/connector';
import { z } from 'zod';
import { plainLine } from '../plain-text';
import { rejection } from '../rest/refusal';
import type { RestRefusal } from '../rest/rest-request';

const details = z.object({
  details: z.record(z.string(), z.object({ code: z.string(), message: z.string().catch('') })),
});

/** The checkout tells what is missing by address. */
const missing = z.object({ errors: z.record(z.string(), z.unknown()) });

/** By WooCommerce's codes of what is wrong; its messages list every code there is. */
const FIELDS: Readonly<Record<string, { readonly field: string; readonly says: string }>> = {
  invalid_state: { field: 'state', says: 'The shop does not know this state: send its code, e.g. CA.' },
  invalid_postcode: { field: 'postal_code', says: 'The postal code is not one of this country.' },
  invalid_phone: { field: 'phone_number', says: 'The phone number is not valid.' },
  rest_invalid_email: { field: 'email', says: 'The e-mail address is not valid.' },
  invalid_email: { field: 'email', says: 'The e-mail address is not valid.' },
};

/**
 * An address the shop does not take, in the words of the hub.
 * @param hasOwnBilling the buyer gave a billing address, which otherwise is a copy of the other
 */
export function addressFailure(refusal: RestRefusal, hasOwnBilling = false): ConnectorError {
  const parsed = details.safeParse(refusal.data);
  const told = parsed.success ? parsed.data.details : {};
  const detail = told.shipping_address ?? Object.values(told)[0];
  const isBilling = hasOwnBilling && isOfBilling([...Object.keys(told), ...missingIn(refusal)]);
  const which = isBilling && ({ address: 'billing' } as const);
  if (detail?.code === 'invalid_country')
    return rejection({ code: 'region_restricted' }, 'The shop does not sell to this country.', refusal);
  const known = detail === undefined ? undefined : FIELDS[detail.code];
  return known === undefined
    ? rejection({ code: 'invalid_address', ...which }, plainLine(detail?.message ?? refusal.message), refusal)
    : rejection({ code: 'invalid_address', field: known.field, ...which }, known.says, refusal);
}

const isOfBilling = (parts: readonly string[]): boolean =>
  parts.length > 0 && parts.every((part) => part === 'billing_address' || part === 'billing');

function missingIn({ data }: RestRefusal): readonly string[] {
  const parsed = missing.safeParse(data);
  return parsed.success ? Object.keys(parsed.data.errors) : [];
}
