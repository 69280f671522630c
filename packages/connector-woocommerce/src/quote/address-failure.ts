import type { ConnectorError } from '@acp-hub/connector';
import { z } from 'zod';
import { plainLine } from '../plain-text';
import { rejection } from '../rest/refusal';
import type { RestRefusal } from '../rest/rest-request';

const details = z.object({
  details: z.record(z.string(), z.object({ code: z.string(), message: z.string().catch('') })),
});

/** By WooCommerce's codes of what is wrong; its messages list every code there is. */
const FIELDS: Readonly<Record<string, { readonly field: string; readonly says: string }>> = {
  invalid_state: { field: 'state', says: 'The shop does not know this state: send its code, e.g. CA.' },
  invalid_postcode: { field: 'postal_code', says: 'The postal code is not one of this country.' },
  invalid_phone: { field: 'phone_number', says: 'The phone number is not valid.' },
  rest_invalid_email: { field: 'email', says: 'The e-mail address is not valid.' },
  invalid_email: { field: 'email', says: 'The e-mail address is not valid.' },
};

/** An address the shop does not take, in the words of the hub. */
export function addressFailure(refusal: RestRefusal): ConnectorError {
  const parsed = details.safeParse(refusal.data);
  const [detail] = parsed.success ? Object.values(parsed.data.details) : [];
  if (detail?.code === 'invalid_country')
    return rejection({ code: 'region_restricted' }, 'The shop does not sell to this country.', refusal);
  const known = detail === undefined ? undefined : FIELDS[detail.code];
  return known === undefined
    ? rejection({ code: 'invalid_address' }, plainLine(detail?.message ?? refusal.message), refusal)
    : rejection({ code: 'invalid_address', field: known.field }, known.says, refusal);
}
