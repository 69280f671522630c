import { decimal, roundHalfDown, roundHalfUp, sum, ZERO, type Decimal } from './decimal';

export interface TaxRate {
  readonly id: number;
  /** ISO code, '' for any. */
  readonly country: string;
  readonly state: string;
  readonly postcodes: readonly string[];
  readonly cities: readonly string[];
  /** Percent, e.g. "7.2500". */
  readonly rate: string;
  readonly name: string;
  readonly priority: number;
  readonly compound: boolean;
  readonly shipping: boolean;
  readonly order: number;
  /** `standard` or the slug of another class. */
  readonly class: string;
}

export interface Place {
  readonly country: string;
  readonly state: string;
  readonly postcode: string;
  readonly city: string;
}

export interface TaxRules {
  readonly decimals: number;
  readonly pricesIncludeTax: boolean;
  readonly roundAtSubtotal: boolean;
}

/** Amounts by id of the rate, not rounded. */
export type Taxes = ReadonlyMap<number, Decimal>;

const matches = (wanted: string, actual: string): boolean =>
  wanted === '' || wanted.toUpperCase() === actual.toUpperCase();

const matchesAny = (wanted: readonly string[], actual: string): boolean =>
  wanted.length === 0 ||
  wanted.some((one) =>
    one.endsWith('*')
      ? actual.toUpperCase().startsWith(one.slice(0, -1).toUpperCase())
      : matches(one, actual),
  );

/** One rate of each priority, the more special place first (WC_Tax::find_rates). */
export function ratesFor(rates: readonly TaxRate[], place: Place, taxClass: string): readonly TaxRate[] {
  const wanted = taxClass === '' ? 'standard' : taxClass;
  const fitting = rates
    .filter((rate) => rate.class === wanted)
    .filter((rate) => matches(rate.country, place.country) && matches(rate.state, place.state))
    .filter((rate) => matchesAny(rate.postcodes, place.postcode) && matchesAny(rate.cities, place.city))
    .toSorted((a, b) => a.priority - b.priority || special(b) - special(a) || a.order - b.order);
  return fitting.filter(
    (rate, index) => fitting.findIndex((one) => one.priority === rate.priority) === index,
  );
}

const special = (rate: TaxRate): number =>
  Number(rate.country !== '') + Number(rate.state !== '') + rate.postcodes.length + rate.cities.length;

const fraction = (rate: TaxRate): Decimal => decimal(rate.rate).div(100);

/** What comes on top of a net price. */
export function taxOnTop(price: Decimal, rates: readonly TaxRate[]): Taxes {
  const taxes = new Map<number, Decimal>();
  for (const rate of rates.filter(({ compound }) => !compound))
    taxes.set(rate.id, price.times(fraction(rate)));
  for (const rate of rates.filter(({ compound }) => compound))
    taxes.set(rate.id, price.plus(sum([...taxes.values()])).times(fraction(rate)));
  return taxes;
}

/** What a gross price holds. */
export function taxWithin(price: Decimal, rates: readonly TaxRate[]): Taxes {
  const taxes = new Map<number, Decimal>();
  let rest = price;
  for (const rate of rates.filter(({ compound }) => compound).toReversed()) {
    const tax = rest.minus(rest.div(fraction(rate).plus(1)));
    taxes.set(rate.id, tax);
    rest = rest.minus(tax);
  }
  const regular = rates.filter(({ compound }) => !compound);
  const net = rest.div(sum(regular.map(fraction)).plus(1));
  for (const rate of regular) taxes.set(rate.id, net.times(fraction(rate)));
  return taxes;
}

export const totalOf = (taxes: Taxes): Decimal => sum([...taxes.values()]);

/** A tax of one line in cents: half goes up, or down where prices include tax (WC_TAX_ROUNDING_MODE). */
export function roundLineTax(cents: Decimal, rules: TaxRules): Decimal {
  if (rules.roundAtSubtotal) return cents;
  return roundTax(cents, rules);
}

export const roundTax = (cents: Decimal, rules: TaxRules): Decimal =>
  rules.pricesIncludeTax ? roundHalfDown(cents) : roundHalfUp(cents);

export const roundedTaxes = (taxes: Taxes, rules: TaxRules): Taxes =>
  new Map([...taxes].map(([id, amount]) => [id, roundLineTax(amount, rules)]));

export function mergeTaxes(all: readonly Taxes[]): Taxes {
  const merged = new Map<number, Decimal>();
  for (const taxes of all)
    for (const [id, amount] of taxes) merged.set(id, (merged.get(id) ?? ZERO).plus(amount));
  return merged;
}

/** Whose rates delivery takes: the standard ones, where any line has them, else those of the first class found. */
export function shippingTaxClass(setting: string, classesInCart: readonly string[]): string | undefined {
  if (setting !== 'inherit') return setting;
  if (classesInCart.includes('')) return '';
  return classesInCart[0];
}
