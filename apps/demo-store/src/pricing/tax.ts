import type { WireAddress } from '@acp-hub/store-contract';

/** What a product is for the tax office. */
export type TaxClass = 'standard' | 'reduced' | 'delivery';

/** Parts per 100,000: 8.875% is 8875. */
export type TaxRate = number;

export interface TaxTable {
  /** The rate for goods of a class sent to an address; without one, the rate the shop assumes. */
  rateOf(taxClass: TaxClass, address: WireAddress | undefined): TaxRate;
}

const SCALE = 100_000;

/** `amount * rate / divisor`, rounded commercially and exact for every safe integer. */
function share(amount: number, rate: TaxRate, divisor: number): number {
  const denominator = 2n * BigInt(divisor);
  return Number((2n * BigInt(amount) * BigInt(rate) + BigInt(divisor)) / denominator);
}

/** Tax to add to a net amount, both in minor units. */
export const taxOnNet = (net: number, rate: TaxRate): number => share(net, rate, SCALE);

/** Tax contained in a gross amount, both in minor units. */
export const taxInGross = (gross: number, rate: TaxRate): number => share(gross, rate, SCALE + rate);

/** An amount as the shop shows it, taken apart. */
export interface NetAndTax {
  readonly net: number;
  readonly tax: number;
}

/** @param shown gross where the shop shows gross prices. */
export function takeApart(shown: number, rate: TaxRate, pricesIncludeTax: boolean): NetAndTax {
  if (!pricesIncludeTax) return { net: shown, tax: taxOnNet(shown, rate) };
  const tax = taxInGross(shown, rate);
  return { net: shown - tax, tax };
}
