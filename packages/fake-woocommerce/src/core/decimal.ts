import Big from 'big.js';

/** Decimals of our own, with digits to spare: WooCommerce keeps six behind the cent. */
export const Decimal = Big();
Decimal.DP = 24;
export type Decimal = Big;

export const ZERO = new Decimal(0);

export const decimal = (value: string | number | Decimal): Decimal => new Decimal(value);

export const sum = (values: readonly Decimal[]): Decimal =>
  values.reduce((total, value) => total.plus(value), ZERO);

/** Half away from zero, as PHP's `round`. */
export const roundHalfUp = (value: Decimal, places = 0): Decimal => value.round(places, Big.roundHalfUp);

/** Half towards zero, as PHP's `PHP_ROUND_HALF_DOWN`. */
export function roundHalfDown(value: Decimal, places = 0): Decimal {
  const cut = value.round(places, Big.roundDown);
  const half = new Decimal(5).times(new Decimal(10).pow(-places - 1));
  return value.minus(cut).abs().gt(half) ? roundHalfUp(value, places) : cut;
}

export const floor = (value: Decimal): Decimal =>
  value.lt(0) ? value.round(0, Big.roundUp) : value.round(0, Big.roundDown);

export const smaller = (one: Decimal, other: Decimal): Decimal => (one.lt(other) ? one : other);

export const larger = (one: Decimal, other: Decimal): Decimal => (one.gt(other) ? one : other);
