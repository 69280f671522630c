import type { RejectionReason } from '@acp-hub/connector';

type Refused = Extract<RejectionReason, { code: 'invalid_address' }>;

/** Shops count these to an address; the protocol keeps them with the buyer. */
const OF_THE_BUYER: readonly string[] = ['email', 'phone_number'];

/** Where in requests of the newest protocol version stands what a store refused: a JSONPath (RFC 9535). */
export function refusedAddressPath({ address, field }: Refused): string {
  if (field !== undefined && OF_THE_BUYER.includes(field)) return `$.buyer.${field}`;
  const path = address === 'billing' ? '$.payment_data.billing_address' : '$.fulfillment_details.address';
  return field === undefined ? path : `${path}.${field}`;
}
