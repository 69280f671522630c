import { z } from 'zod';
import { address } from './address';
import { quoteBuyer } from './buyer';
import { appliedDiscount, rejectedCoupon } from './coupon';
import { fulfillmentOption } from './fulfillment';
import { itemDetails, stock } from './item';
import { message } from './message';
import { currencyCode, identifier, minorUnits, quantity, shortText, timestamp } from './primitives';
import { contractRegistry } from './registry';
import { totals } from './totals';

export const itemRequest = z.object({ id: identifier, quantity });

/** Complete in itself: a store answers it without an earlier quote. */
export const quoteRequest = z
  .object({
    items: z.array(itemRequest).min(1).max(500),
    coupons: z.array(z.string().min(1).max(100)).max(20),
    currency: currencyCode.optional().describe('Must be the store’s own where given'),
    address: address.optional(),
    buyer: quoteBuyer.optional(),
    option_id: identifier.optional().describe('The option chosen; absent lets the store apply its default'),
    locale: z.string().max(35).optional().describe('BCP 47'),
  })
  .register(contractRegistry, { id: 'QuoteRequest' });

/** base − discount + tax = total. */
export const lineAmounts = {
  unit_amount: minorUnits.describe('Price of one as the store shows it, before discounts'),
  base: minorUnits.describe('Net'),
  discount: minorUnits.describe('Net'),
  tax: minorUnits,
  total: minorUnits,
};

export const quoteLine = z
  .object({ item: itemDetails, quantity, ...lineAmounts, stock, requires_shipping: z.boolean() })
  .register(contractRegistry, { id: 'QuoteLine' });

export const fee = z
  .object({ title: shortText, net: minorUnits, tax: minorUnits })
  .register(contractRegistry, { id: 'Fee' });

/** A binding price until `expires_at`. Reserves nothing. */
export const quote = z
  .object({
    quote_id: identifier,
    expires_at: timestamp,
    currency: currencyCode,
    prices_include_tax: z.boolean(),
    lines: z.array(quoteLine).describe('Known items, in the order asked for'),
    unknown_items: z.array(identifier),
    options: z.array(fulfillmentOption),
    chosen_option_id: identifier.optional().describe('The option the totals include'),
    default_option_id: identifier.optional(),
    discounts: z.object({ applied: z.array(appliedDiscount), rejected: z.array(rejectedCoupon) }),
    fees: z.array(fee),
    totals,
    address_required: z.boolean(),
    messages: z.array(message),
  })
  .register(contractRegistry, { id: 'Quote' });

export type WireQuoteRequest = z.infer<typeof quoteRequest>;
export type WireItemRequest = z.infer<typeof itemRequest>;
export type WireQuoteLine = z.infer<typeof quoteLine>;
export type WireQuote = z.infer<typeof quote>;

/** Where the buyer can finish by themselves what the quote describes. */
export const handOff = z
  .object({ url: z.url(), expires_at: timestamp })
  .register(contractRegistry, { id: 'HandOff' });

export type HandOff = z.infer<typeof handOff>;
