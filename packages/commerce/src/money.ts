import { dinero, toDecimal } from 'dinero.js';
import { allocate as allocateExactly, dinero as exactDinero, toSnapshot } from 'dinero.js/bigint';
import { exponentOf, type Currency } from './currency';

/** An amount in integer minor units of its currency: `{amount: 1999, currency: 'USD'}` is $19.99. */
export interface Money {
  readonly amount: number;
  readonly currency: Currency;
}

/** @throws RangeError where the amount is not a safe integer. */
export function money(amount: number, currency: Currency): Money {
  if (!Number.isSafeInteger(amount))
    throw new RangeError(`${amount} is not an integer number of minor units.`);
  return { amount, currency };
}

export const sameMoney = (a: Money, b: Money): boolean => a.amount === b.amount && a.currency === b.currency;

/**
 * Splits an amount in proportion to the weights and loses no unit: the parts sum to the whole, each at most one
 * unit from its exact share. Computed in big integers, for amount times weight may leave the safe ones.
 * @param weights all zero splits evenly.
 * @throws RangeError where a weight is not a non-negative safe integer.
 */
export function allocate(whole: Money, weights: readonly number[]): number[] {
  if (weights.length === 0) return [];
  const wrong = weights.find((weight) => !Number.isSafeInteger(weight) || weight < 0);
  if (wrong !== undefined) throw new RangeError(`${wrong} is not a non-negative integer weight.`);
  const ratios = weights.some((weight) => weight > 0) ? weights.map(BigInt) : weights.map(() => 1n);
  const exact = exactDinero({
    amount: BigInt(whole.amount),
    currency: { code: whole.currency, base: 10n, exponent: BigInt(exponentOf(whole.currency)) },
  });
  return allocateExactly(exact, ratios).map((part) => Number(toSnapshot(part).amount));
}

/** The amount as a plain decimal string with the currency's own number of places: `19.99`, `1999`, `1.999`. */
export const toDecimalString = ({ amount, currency }: Money): string =>
  toDecimal(dinero({ amount, currency: { code: currency, base: 10, exponent: exponentOf(currency) } }));
