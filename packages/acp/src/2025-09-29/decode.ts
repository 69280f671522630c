import { optionId, type CompleteCheckout, type CreateCheckout, type UpdateCheckout } from '@acp-hub/commerce';
import { compact } from '../common/compact';
import { decodeAddress } from '../common/decode/buyer';
import { clearing, present } from '../common/decode/clearing';
import { decoded, parseBody, type Decoded } from '../common/decode/decoded';
import { decodeLegacyBuyer, decodeLegacyComplete, decodeLegacyItems, noCapabilities } from '../legacy/decode';
import { requestSchemas } from './requests';

export function decodeCreate(body: unknown): Decoded<CreateCheckout> {
  const parsed = parseBody(requestSchemas.create, body);
  if (!parsed.ok) return parsed;
  const { items: wireItems, buyer, fulfillment_address: address } = parsed.data;
  const items = decodeLegacyItems(wireItems);
  if (!items.ok) return items;
  return decoded(
    compact({
      items: items.command,
      buyer: buyer ? decodeLegacyBuyer(buyer) : undefined,
      fulfillment: address ? { address: decodeAddress(address) } : undefined,
      capabilities: noCapabilities,
    }),
  );
}

export function decodeUpdate(body: unknown): Decoded<UpdateCheckout> {
  const parsed = parseBody(requestSchemas.update, body);
  if (!parsed.ok) return parsed;
  const { items: wireItems, buyer, fulfillment_address, fulfillment_option_id } = parsed.data;
  const items = decodeLegacyItems(wireItems ?? []);
  if (!items.ok) return items;
  return decoded(
    present({
      items: wireItems === undefined ? undefined : items.command,
      buyer: clearing(buyer, decodeLegacyBuyer),
      fulfillment: clearing(fulfillment_address, (address) => ({ address: decodeAddress(address) })),
      option: clearing(fulfillment_option_id, optionId),
    }),
  );
}

export function decodeComplete(body: unknown): Decoded<CompleteCheckout> {
  const parsed = parseBody(requestSchemas.complete, body);
  return parsed.ok ? decoded({ ...decodeLegacyComplete(parsed.data), cannotAuthenticate: true }) : parsed;
}
