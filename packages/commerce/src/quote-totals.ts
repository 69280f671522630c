import type { Currency } from './currency';
import type { FulfillmentOption, Quote } from './quote';
import type { Totals } from './totals';

/** What makes a quote unfit to be charged: a bug of the connector, or a store that lies. */
export type QuoteFault =
  | { readonly kind: 'currency'; readonly expected: Currency; readonly quoted: Currency }
  /** Not a whole number of minor units, or negative. */
  | { readonly kind: 'amount'; readonly where: string; readonly amount: number }
  /** More is taken off than there is. */
  | { readonly kind: 'discount'; readonly where: string }
  /** `chosenOption` is none of the options. */
  | { readonly kind: 'option'; readonly option: string }
  /** The parts do not sum to the total the store states. */
  | { readonly kind: 'total'; readonly sum: number; readonly quoted: number };

export type QuoteTotals =
  { readonly kind: 'ok'; readonly totals: Totals } | { readonly kind: 'fault'; readonly fault: QuoteFault };

/** Where nothing is priced. */
export const zeroTotals: Totals = {
  itemsBase: 0,
  itemsDiscount: 0,
  subtotal: 0,
  discount: 0,
  fulfillment: 0,
  tax: 0,
  fee: 0,
  giftWrap: 0,
  tip: 0,
  storeCredit: 0,
  total: 0,
};

/** The option whose price the quote's total includes. */
export const quotedOption = (quote: Quote): FulfillmentOption | undefined =>
  quote.options.find((option) => option.id === quote.chosenOption);

/**
 * Sums a quote's parts and holds the store's own total against them. Integer minor units.
 * A quote with a fault must never be charged.
 */
export function totalsOfQuote(quote: Quote, expected: Currency): QuoteTotals {
  const fault = partsFault(quote, expected);
  if (fault !== undefined) return { kind: 'fault', fault };
  const option = quotedOption(quote);
  const itemsBase = sum(quote.lines, (line) => line.base);
  const itemsDiscount = sum(quote.lines, (line) => line.discount);
  const subtotal = itemsBase - itemsDiscount;
  const fulfillment = option?.net ?? 0;
  const fee = sum(quote.fees, (entry) => entry.net);
  const tax =
    sum(quote.lines, (line) => line.tax) + (option?.tax ?? 0) + sum(quote.fees, (entry) => entry.tax);
  const discount = quote.orderDiscount;
  const total = subtotal - discount + fulfillment + tax + fee;
  if (discount > subtotal + fulfillment + fee)
    return { kind: 'fault', fault: { kind: 'discount', where: 'order' } };
  if (total !== quote.total)
    return { kind: 'fault', fault: { kind: 'total', sum: total, quoted: quote.total } };
  return {
    kind: 'ok',
    totals: { ...zeroTotals, itemsBase, itemsDiscount, subtotal, discount, fulfillment, tax, fee, total },
  };
}

function partsFault(quote: Quote, expected: Currency): QuoteFault | undefined {
  if (quote.currency !== expected) return { kind: 'currency', expected, quoted: quote.currency };
  for (const line of quote.lines) {
    const where = `line ${line.item.id}`;
    const fault =
      amountFault(where, line.quantity) ??
      amountFault(where, line.unitAmount) ??
      amountFault(where, line.base) ??
      amountFault(where, line.discount) ??
      amountFault(where, line.tax);
    if (fault !== undefined) return fault;
    if (line.discount > line.base) return { kind: 'discount', where };
  }
  for (const { id, net, tax } of quote.options) {
    const fault = amountFault(`option ${id}`, net) ?? amountFault(`option ${id}`, tax);
    if (fault !== undefined) return fault;
  }
  for (const { title, net, tax } of quote.fees) {
    const fault = amountFault(`fee ${title}`, net) ?? amountFault(`fee ${title}`, tax);
    if (fault !== undefined) return fault;
  }
  if (quote.chosenOption !== undefined && quotedOption(quote) === undefined)
    return { kind: 'option', option: quote.chosenOption };
  return amountFault('order discount', quote.orderDiscount) ?? amountFault('total', quote.total);
}

const amountFault = (where: string, amount: number): QuoteFault | undefined =>
  Number.isSafeInteger(amount) && amount >= 0 ? undefined : { kind: 'amount', where, amount };

function sum<T>(parts: readonly T[], amountOf: (part: T) => number): number {
  let total = 0;
  for (const part of parts) total += amountOf(part);
  return total;
}
