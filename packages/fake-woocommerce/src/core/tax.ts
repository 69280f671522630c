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

/** Decimal places of what is kept, in whatever unit (wc_get_rounding_precision). */
export const PRECISION = 6;

/** Amounts by id of the rate, rounded as far as WC_Tax does; in the unit of the price they were worked out from. */
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
  if (place.country === '') return [];
  const wanted = taxClass === '' ? 'standard' : taxClass;
  const fitting = rates
    .filter((rate) => rate.class === wanted)
    .filter((rate) => matches(rate.country, place.country) && matches(rate.state, place.state))
    .filter((rate) => matchesAny(rate.postcodes, place.postcode) && matchesAny(rate.cities, place.city))
    .toSorted((a, b) => a.priority - b.priority || specialFirst(a, b) || a.id - b.id);
  return fitting.filter(
    (rate, index) => fitting.findIndex((one) => one.priority === rate.priority) === index,
  );
}

/** Country, state, postcode and city, each of which outweighs all that come after it. */
function specialFirst(a: TaxRate, b: TaxRate): number {
  const marks = ({ country, state, postcodes, cities }: TaxRate) =>
    [country !== '', state !== '', postcodes.length > 0, cities.length > 0].map(Number).join('');
  return marks(b).localeCompare(marks(a));
}

const fraction = (rate: TaxRate): Decimal => decimal(rate.rate).div(100);

/** What comes on top of a net price (WC_Tax::calc_exclusive_tax). */
export function taxOnTop(price: Decimal, rates: readonly TaxRate[]): Taxes {
  const taxes = new Map<number, Decimal>();
  for (const rate of rates.filter(({ compound }) => !compound))
    taxes.set(rate.id, price.times(fraction(rate)));
  for (const rate of rates.filter(({ compound }) => compound))
    taxes.set(rate.id, price.plus(sum([...taxes.values()])).times(fraction(rate)));
  return precise(taxes);
}

/** What a gross price holds (WC_Tax::calc_inclusive_tax): rates keep their order, compound ones are taken off first. */
export function taxWithin(price: Decimal, rates: readonly TaxRate[]): Taxes {
  const taxes = new Map<number, Decimal>(rates.map(({ id }) => [id, ZERO]));
  let rest = price;
  for (const rate of rates.filter(({ compound }) => compound).toReversed()) {
    const tax = rest.minus(rest.div(fraction(rate).plus(1)));
    taxes.set(rate.id, tax);
    rest = rest.minus(tax);
  }
  const regular = rates.filter(({ compound }) => !compound);
  const net = rest.div(sum(regular.map(fraction)).plus(1));
  for (const rate of regular) taxes.set(rate.id, net.times(fraction(rate)));
  return precise(taxes);
}

const precise = (taxes: Taxes): Taxes =>
  new Map([...taxes].map(([id, amount]) => [id, roundHalfUp(amount, PRECISION)]));

export const totalOf = (taxes: Taxes): Decimal => sum([...taxes.values()]);

/** A tax of one line, as it is before lines are added up. @param places 0 for cents, the shop's for whole units. */
export const roundLineTax = (amount: Decimal, rules: TaxRules, places = 0): Decimal =>
  rules.roundAtSubtotal ? amount : roundTax(amount, rules, places);

/** Half goes up, or down where prices include tax (WC_TAX_ROUNDING_MODE). */
export const roundTax = (amount: Decimal, rules: TaxRules, places = 0): Decimal =>
  rules.pricesIncludeTax ? roundHalfDown(amount, places) : roundHalfUp(amount, places);

export const roundedTaxes = (taxes: Taxes, rules: TaxRules): Taxes =>
  new Map([...taxes].map(([id, amount]) => [id, roundLineTax(amount, rules)]));

export function mergeTaxes(all: readonly Taxes[]): Taxes {
  const merged = new Map<number, Decimal>();
  for (const taxes of all)
    for (const [id, amount] of taxes) merged.set(id, (merged.get(id) ?? ZERO).plus(amount));
  return merged;
}

/**
 * Whose rates delivery takes: those of the class that is set, else the standard ones where any line has them, else
 * those of the first class any line has, in the order of the shop's list. `undefined` where nothing is taxed.
 */
export function shippingTaxClass(
  setting: string,
  classesOfLines: readonly string[],
  classesOfShop: readonly string[],
): string | undefined {
  if (setting !== 'inherit') return setting;
  return ['', ...classesOfShop].find((slug) => classesOfLines.includes(slug));
}

/** A product whose tax status is "shipping only" has its delivery taxed all the same. */
export const isDeliveryTaxed = (taxStatus: string): boolean =>
  taxStatus === 'taxable' || taxStatus === 'shipping';
