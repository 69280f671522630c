import type { WireOption, WireQuoteLine, WireTotals } from '@acp-hub/store-contract';

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** The sums of a basket with the chosen option; this shop takes nothing off the order as a whole. */
export function sumTotals(lines: readonly WireQuoteLine[], chosen: WireOption | undefined): WireTotals {
  const itemsBase = sum(lines.map(({ base }) => base));
  const itemsDiscount = sum(lines.map(({ discount }) => discount));
  const fulfillment = chosen?.net ?? 0;
  const tax = sum(lines.map((line) => line.tax)) + (chosen?.tax ?? 0);
  const subtotal = itemsBase - itemsDiscount;
  return {
    items_base: itemsBase,
    items_discount: itemsDiscount,
    subtotal,
    discount: 0,
    fulfillment,
    fee: 0,
    tax,
    total: subtotal + fulfillment + tax,
  };
}
