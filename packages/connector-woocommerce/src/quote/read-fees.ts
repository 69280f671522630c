import type { Currency, Fee } from '@acp-hub/commerce';
import { readMinor } from '../amounts';
import { plainLine } from '../plain-text';
import type { Cart } from '../storefront/cart';

export interface Fees {
  readonly fees: readonly Fee[];
  /** What plugins take off the order as a whole by a fee below zero, net and positive. */
  readonly discount: number;
  /** The tax that goes with it, positive; it stands in no fee. */
  readonly discountTax: number;
}

/** What plugins add to a cart, or take off. */
export function readFees({ fees, totals }: Cart, currency: Currency): Fees {
  const amount = (value: string | number) => readMinor(value, totals.currency_minor_unit, currency);
  const read = fees.map(({ name, totals: { total, total_tax } }) => ({
    title: plainLine(name),
    net: amount(total),
    tax: amount(total_tax),
  }));
  const below = read.filter(({ net }) => net < 0);
  return {
    fees: read.filter(({ net }) => net >= 0),
    discount: -below.reduce((sum, { net }) => sum + net, 0) + 0,
    discountTax: -below.reduce((sum, { tax }) => sum + tax, 0) + 0,
  };
}
