import * as iso4217 from 'dinero.js/currencies';

declare const currencyBrand: unique symbol;

/** An ISO 4217 alphabetic code in upper case, e.g. `USD`. Made only by {@link parseCurrency}. */
export type Currency = string & { readonly [currencyBrand]: true };

/** The library counts the ouguiya and the ariary in fifths; ISO 4217 writes both with two decimals. */
const decimalsOf = ({ base, exponent }: { readonly base: unknown; readonly exponent: number }): number =>
  base === 10 ? exponent : 2;

const exponents = new Map<string, number>(
  Object.values(iso4217).flatMap((entry) =>
    typeof entry === 'object' && 'exponent' in entry ? [[entry.code, decimalsOf(entry)] as const] : [],
  ),
);

/** Reads a currency code in any letter case; `undefined` where ISO 4217 does not list it. */
export function parseCurrency(code: string): Currency | undefined {
  const upper = code.toUpperCase();
  return exponents.has(upper) ? (upper as Currency) : undefined;
}

/** Like {@link parseCurrency} for codes known to be right. @throws RangeError on any other. */
export function currency(code: string): Currency {
  const parsed = parseCurrency(code);
  if (parsed === undefined) throw new RangeError(`"${code}" is not an ISO 4217 currency code.`);
  return parsed;
}

/** Number of decimal places of the minor unit: JPY 0, USD 2, KWD 3. */
export function exponentOf(code: Currency): number {
  const exponent = exponents.get(code);
  if (exponent === undefined) throw new RangeError(`"${code}" is not an ISO 4217 currency code.`);
  return exponent;
}

/** Every code this module accepts, in alphabetical order. */
export const currencyCodes: readonly Currency[] = [...exponents.keys()].sort() as Currency[];
