import {
  parseCurrency,
  type CompleteCheckout,
  type CreateCheckout,
  type UpdateCheckout,
} from '@acp-hub/commerce';
import type { z } from 'zod';
import type { requestSchemas } from '../2026-04-17/requests';
import { compact } from '../common/compact';
import { decodeAffiliate } from '../common/decode/affiliate';
import { decodeAuthenticationResult } from '../common/decode/authentication';
import { decodeFulfillment } from '../common/decode/buyer';
import { clearing, present } from '../common/decode/clearing';
import { decoded, parseBody, refused, type Decoded } from '../common/decode/decoded';
import { decodeSelectedOption } from '../common/decode/selected-option';
import { acpError } from '../error';
import {
  decodeCapabilities,
  decodeLineItems,
  decodeModernBuyer,
  decodePayment,
  decodeRiskSignals,
} from './decode-parts';
import { readingItemsAlias } from './items-alias';

/** The newest wire types; those of 2026-01-30 are the same without the members that came later. */
type CreateWire = z.output<typeof requestSchemas.create>;
type UpdateWire = z.output<typeof requestSchemas.update>;
type CompleteWire = z.output<typeof requestSchemas.complete>;

interface Schemas {
  readonly create: z.ZodType<CreateWire>;
  readonly update: z.ZodType<UpdateWire>;
  readonly complete: z.ZodType<CompleteWire>;
}

/** `discounts.codes` counts before its deprecated alias `coupons`; `null` clears, as `[]` does. */
function couponsOf({ discounts, coupons }: Pick<UpdateWire, 'discounts' | 'coupons'>) {
  if (discounts === undefined) return coupons;
  return discounts === null ? null : discounts.codes;
}

function readCreate(wire: CreateWire): Decoded<CreateCheckout> {
  const currency = parseCurrency(wire.currency);
  if (currency === undefined) {
    return refused(
      acpError('unsupported_currency', '$.currency must be an ISO 4217 code such as "usd".', {
        param: '$.currency',
      }),
    );
  }
  const items = decodeLineItems(wire.line_items);
  if (!items.ok) return items;
  const affiliate = decodeAffiliate(wire.affiliate_attribution, 'first');
  if (!affiliate.ok) return affiliate;
  return decoded(
    compact({
      items: items.command,
      currency,
      buyer: wire.buyer ? decodeModernBuyer(wire.buyer) : undefined,
      fulfillment: wire.fulfillment_details ? decodeFulfillment(wire.fulfillment_details) : undefined,
      coupons: couponsOf(wire),
      capabilities: decodeCapabilities(wire.capabilities),
      affiliate: affiliate.command,
      locale: wire.locale,
      timezone: wire.timezone,
      orderNotes: wire.order_notes,
      metadata: wire.metadata,
    }),
  );
}

function readUpdate(wire: UpdateWire): Decoded<UpdateCheckout> {
  const items = decodeLineItems(wire.line_items ?? []);
  if (!items.ok) return items;
  const option = decodeSelectedOption(wire.selected_fulfillment_options);
  if (!option.ok) return option;
  return decoded(
    present({
      items: wire.line_items === undefined ? undefined : items.command,
      buyer: clearing(wire.buyer, decodeModernBuyer),
      fulfillment: clearing(wire.fulfillment_details, decodeFulfillment),
      option: option.command,
      coupons: couponsOf(wire),
      orderNotes: wire.order_notes,
    }),
  );
}

function readComplete(wire: CompleteWire): Decoded<CompleteCheckout> {
  const affiliate = decodeAffiliate(wire.affiliate_attribution, 'last');
  if (!affiliate.ok) return affiliate;
  const result = wire.authentication_result;
  return decoded(
    compact({
      payment: decodePayment(wire.payment_data),
      buyer: wire.buyer ? decodeModernBuyer(wire.buyer) : undefined,
      authenticationResult: result
        ? decodeAuthenticationResult(result.outcome, result.outcome_details)
        : undefined,
      affiliate: affiliate.command,
      marketingConsents: wire.marketing_consents?.map(({ channel, opted_in }) => ({
        channel,
        optedIn: opted_in,
      })),
      riskSignals: wire.risk_signals ? decodeRiskSignals(wire.risk_signals) : undefined,
      orderNotes: wire.order_notes,
    }),
  );
}

/** The decoders of a version by its own schemas; later members stay out where they do not name them. */
export const modernDecoders = (schemas: Schemas) => ({
  decodeCreate: (sent: unknown): Decoded<CreateCheckout> =>
    readingItemsAlias(sent, (body) => {
      const parsed = parseBody(schemas.create, body);
      return parsed.ok ? readCreate(parsed.data) : parsed;
    }),
  decodeUpdate: (sent: unknown): Decoded<UpdateCheckout> =>
    readingItemsAlias(sent, (body) => {
      const parsed = parseBody(schemas.update, body);
      return parsed.ok ? readUpdate(parsed.data) : parsed;
    }),
  decodeComplete(body: unknown): Decoded<CompleteCheckout> {
    const parsed = parseBody(schemas.complete, body);
    return parsed.ok ? readComplete(parsed.data) : parsed;
  },
});
