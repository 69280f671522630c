import { known } from '../known';
import { decimal, floor, roundHalfDown, roundHalfUp, smaller, sum, ZERO, type Decimal } from './decimal';

export interface DiscountableLine {
  readonly key: string;
  /** Of the whole line in cents, as prices are entered: with tax where they include it. */
  readonly price: Decimal;
  readonly quantity: number;
  readonly productId: number;
  readonly onSale: boolean;
}

export interface DiscountRule {
  readonly code: string;
  readonly type: 'percent' | 'fixed_cart' | 'fixed_product';
  /** Percent, or cents. */
  readonly amount: Decimal;
  readonly productIds: readonly number[];
  readonly excludesSaleItems: boolean;
}

/** Cents by coupon and line. */
export type Discounts = ReadonlyMap<string, ReadonlyMap<string, Decimal>>;

/** What each coupon takes off each line, in the order in which they were applied (WC_Discounts). */
export function discountsOf(lines: readonly DiscountableLine[], rules: readonly DiscountRule[]): Discounts {
  const given = new Map<string, Map<string, Decimal>>();
  // Cheap lines get the remainder last.
  const sorted = lines.toSorted((a, b) => b.price.div(b.quantity).cmp(a.price.div(a.quantity)));
  for (const rule of ordered(rules)) {
    given.set(rule.code, new Map());
    apply(rule, sorted, given);
  }
  return new Map(rules.map(({ code }) => [code, given.get(code) ?? new Map<string, Decimal>()]));
}

/** Coupons of products come before percentages, and these before those of the cart. */
const ORDER = { fixed_product: 1, percent: 2, fixed_cart: 3 } as const;
const ordered = (rules: readonly DiscountRule[]): readonly DiscountRule[] =>
  rules.toSorted((a, b) => ORDER[a.type] - ORDER[b.type]);

type Given = Map<string, Map<string, Decimal>>;

function apply(rule: DiscountRule, lines: readonly DiscountableLine[], given: Given): void {
  const own = known(given.get(rule.code));
  const left = ({ key, price }: DiscountableLine): Decimal =>
    roundHalfUp(price.minus(sum([...given.values()].map((byLine) => byLine.get(key) ?? ZERO))));
  const give = (line: DiscountableLine, wanted: Decimal): Decimal => {
    const amount = smaller(left(line), wanted);
    own.set(line.key, (own.get(line.key) ?? ZERO).plus(amount));
    return amount;
  };
  const covered = lines.filter((line) => line.price.gt(0) && covers(rule, line));
  switch (rule.type) {
    case 'percent':
      return percent(rule.amount, covered, give);
    case 'fixed_product':
      for (const line of covered) give(line, roundHalfDown(rule.amount.times(line.quantity)));
      return;
    case 'fixed_cart':
      return fixedCart(rule.amount, covered, give);
  }
}

const covers = (rule: DiscountRule, line: DiscountableLine): boolean =>
  (rule.productIds.length === 0 || rule.productIds.includes(line.productId)) &&
  !(rule.excludesSaleItems && line.onSale);

type Give = (line: DiscountableLine, wanted: Decimal) => Decimal;

function percent(rate: Decimal, lines: readonly DiscountableLine[], give: Give): void {
  const share = rate.div(100);
  const parts = lines.map((line) => give(line, floor(roundHalfUp(line.price).times(share))));
  const whole = roundHalfDown(sum(lines.map(({ price }) => roundHalfUp(price))).times(share));
  remainder(whole.minus(sum(parts)), lines, give);
}

function fixedCart(amount: Decimal, lines: readonly DiscountableLine[], give: Give): void {
  const units = lines.reduce((count, { quantity }) => count + quantity, 0);
  if (units === 0 || amount.lte(0)) return;
  const perUnit = floor(amount.div(units));
  if (perUnit.lte(0)) return remainder(amount, lines, give);
  const taken = sum(lines.map((line) => give(line, perUnit.times(line.quantity))));
  if (taken.gt(0) && taken.lt(amount)) fixedCart(amount.minus(taken), lines, give);
}

/** One cent a unit, from the front, until nothing is left to give. */
function remainder(cents: Decimal, lines: readonly DiscountableLine[], give: Give): void {
  let rest = cents;
  for (const line of lines)
    for (let unit = 0; unit < line.quantity && rest.gt(0); unit += 1)
      rest = rest.minus(give(line, decimal(1)));
}
