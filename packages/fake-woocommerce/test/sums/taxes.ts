import { Fraction } from './fraction';
import type { Facts, Rate } from './facts';

/** Amounts by id of the rate. */
export type ByRate = ReadonlyMap<number, Fraction>;

/** WooCommerce keeps six places of every tax it works out, be it of cents or of whole units. */
export const six = (amount: Fraction): Fraction => amount.round(6);

const ONE = Fraction.of(1);

/** Tax of a price that has none in it. Compound rates are taken of the price with every tax before them. */
export function added(price: Fraction, rates: readonly Rate[]): ByRate {
  const found: [number, Fraction][] = [];
  for (const { id, part, isCompound } of rates) {
    const before = isCompound ? Fraction.sum(found.map(([, tax]) => tax)) : Fraction.ZERO;
    found.push([id, price.plus(before).times(part)]);
  }
  return new Map(found.map(([id, tax]) => [id, six(tax)]));
}

/** Tax that is in a price: net · (1 + plain rates) · (1 + compound) … = price, solved for the net. */
export function contained(price: Fraction, rates: readonly Rate[]): ByRate {
  const plain = rates.filter(({ isCompound }) => !isCompound);
  const factor = rates
    .filter(({ isCompound }) => isCompound)
    .reduce(
      (all, { part }) => all.times(ONE.plus(part)),
      ONE.plus(Fraction.sum(plain.map(({ part }) => part))),
    );
  let withTax = price.over(factor);
  const net = withTax;
  withTax = net.plus(Fraction.sum(plain.map(({ part }) => net.times(part))));
  return new Map(
    rates.map(({ id, part, isCompound }) => {
      if (!isCompound) return [id, six(net.times(part))];
      const tax = withTax.times(part);
      withTax = withTax.plus(tax);
      return [id, six(tax)];
    }),
  );
}

export const total = (taxes: ByRate): Fraction => Fraction.sum([...taxes.values()]);

/** Of one rate and line, before lines are added up. @param places 0 where amounts are cents. */
export const ofLine = (facts: Facts, tax: Fraction, places = 0): Fraction =>
  facts.roundsAtSubtotal ? tax : rounded(facts, tax, places);

/** Half a cent is the buyer's where prices include tax. */
export const rounded = (facts: Facts, tax: Fraction, places = 0): Fraction =>
  tax.round(places, facts.isGross ? 'down' : 'up');

export function merged(all: readonly ByRate[]): ByRate {
  const sums = new Map<number, Fraction>();
  for (const taxes of all)
    for (const [id, tax] of taxes) sums.set(id, (sums.get(id) ?? Fraction.ZERO).plus(tax));
  return sums;
}

export const mapped = (taxes: ByRate, change: (tax: Fraction) => Fraction): ByRate =>
  new Map([...taxes].map(([id, tax]) => [id, change(tax)]));
