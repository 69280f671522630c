import Big from 'big.js';
import { exponentOf, type Currency } from './currency';

/** Digits with at most one point; no exponent, no separators of thousands, no sign of a currency. */
const plainDecimal = /^-?\d+(?:\.\d+)?$/;

/**
 * Reads a decimal amount into integer minor units: `('19.99', 'USD')` is 1999, `('1999', 'JPY')` is 1999.
 * Zeros beyond the currency's places are no loss and are taken: `('19.9900', 'USD')`.
 * @throws RangeError for anything that is not a plain decimal, is finer than the minor unit, or too large.
 */
export function parseDecimal(value: string | number, currency: Currency): number {
  const text = String(value);
  if (!plainDecimal.test(text))
    throw new RangeError(`"${text}" is not a plain decimal amount such as "19.99".`);
  const exponent = exponentOf(currency);
  const minor = new Big(text).times(new Big(10).pow(exponent));
  if (!minor.eq(minor.round(0, Big.roundDown)))
    throw new RangeError(`"${text}" has more than the ${exponent} decimal places of ${currency}.`);
  const amount = minor.toNumber();
  if (!Number.isSafeInteger(amount)) throw new RangeError(`"${text}" ${currency} is too large an amount.`);
  return amount === 0 ? 0 : amount;
}
