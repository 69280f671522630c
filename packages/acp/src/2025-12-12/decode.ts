import type {
  AuthenticationResult,
  CompleteCheckout,
  CreateCheckout,
  UpdateCheckout,
} from '@acp-hub/commerce';
import type { z } from 'zod';
import { compact } from '../common/compact';
import { decodeAffiliate } from '../common/decode/affiliate';
import { decodeAuthenticationResult } from '../common/decode/authentication';
import { decodeFulfillment } from '../common/decode/buyer';
import { clearing, present } from '../common/decode/clearing';
import { decoded, parseBody, type Decoded } from '../common/decode/decoded';
import { decodeSelectedOption } from '../common/decode/selected-option';
import { decodeLegacyBuyer, decodeLegacyComplete, decodeLegacyItems, noCapabilities } from '../legacy/decode';
import { requestSchemas } from './requests';

export function decodeCreate(body: unknown): Decoded<CreateCheckout> {
  const parsed = parseBody(requestSchemas.create, body);
  if (!parsed.ok) return parsed;
  const { data } = parsed;
  const items = decodeLegacyItems(data.items);
  if (!items.ok) return items;
  const affiliate = decodeAffiliate(data.affiliate_attribution, 'first');
  if (!affiliate.ok) return affiliate;
  return decoded(
    compact({
      items: items.command,
      buyer: data.buyer ? decodeLegacyBuyer(data.buyer) : undefined,
      fulfillment: data.fulfillment_details ? decodeFulfillment(data.fulfillment_details) : undefined,
      capabilities: noCapabilities,
      affiliate: affiliate.command,
    }),
  );
}

export function decodeUpdate(body: unknown): Decoded<UpdateCheckout> {
  const parsed = parseBody(requestSchemas.update, body);
  if (!parsed.ok) return parsed;
  const { data } = parsed;
  const items = decodeLegacyItems(data.items ?? []);
  if (!items.ok) return items;
  const option = decodeSelectedOption(data.selected_fulfillment_options);
  if (!option.ok) return option;
  return decoded(
    present({
      items: data.items === undefined ? undefined : items.command,
      buyer: clearing(data.buyer, decodeLegacyBuyer),
      fulfillment: clearing(data.fulfillment_details, decodeFulfillment),
      option: option.command,
    }),
  );
}

type CompleteWire = Omit<z.output<typeof requestSchemas.complete>, 'authentication_result'>;

/** Complete without its 3-D Secure result, whose outcomes differ from version to version. */
export function decodeAttributedComplete(
  data: CompleteWire,
  authenticationResult: AuthenticationResult | undefined,
): Decoded<CompleteCheckout> {
  const affiliate = decodeAffiliate(data.affiliate_attribution, 'last');
  if (!affiliate.ok) return affiliate;
  return decoded(
    compact({ ...decodeLegacyComplete(data), authenticationResult, affiliate: affiliate.command }),
  );
}

export function decodeComplete(body: unknown): Decoded<CompleteCheckout> {
  const parsed = parseBody(requestSchemas.complete, body);
  if (!parsed.ok) return parsed;
  const result = parsed.data.authentication_result;
  return decodeAttributedComplete(
    parsed.data,
    result ? decodeAuthenticationResult(result.outcome, result.outcome_details) : undefined,
  );
}
