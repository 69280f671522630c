import { known } from '../known';
import {
  decimal,
  floor,
  larger,
  roundHalfDown,
  roundHalfUp,
  smaller,
  sum,
  ZERO,
  type Decimal,
} from './decimal';

export interface DiscountableLine {
  readonly key: string;
  /** Of the whole line in cents, as prices are entered: with tax where they include it. */
  readonly price: Decimal;
  readonly quantity: number;
  readonly productId: number;
  /** 0 for what is no variation. */
  readonly variationId: number;
  readonly onSale: boolean;
}

export interface DiscountRule {
  readonly id: number;
  readonly code: string;
  readonly type: 'percent' | 'fixed_cart' | 'fixed_product';
  /** Percent, or cents. */
  readonly amount: Decimal;
  readonly productIds: readonly number[];
  readonly excludesSaleItems: boolean;
  /** A percentage of what earlier coupons left, rather than of the price. */
  readonly isSequential: boolean;
}

/** Cents by coupon and line. */
export type Discounts = ReadonlyMap<string, ReadonlyMap<string, Decimal>>;

/** What each coupon takes off each line; they are applied as they stand (WC_Discounts). */
export function discountsOf(lines: readonly DiscountableLine[], rules: readonly DiscountRule[]): Discounts {
  const given = new Map<string, Map<string, Decimal>>();
  // By line's price times quantity: the shop multiplies by the quantity twice.
  const sorted = lines.toSorted((a, b) => b.price.times(b.quantity).cmp(a.price.times(a.quantity)));
  for (const rule of rules) {
    given.set(rule.code, new Map());
    apply(rule, sorted, given);
  }
  return given;
}

const ORDER = { fixed_product: 1, percent: 2, fixed_cart: 3 } as const;

/** As a cart applies coupons; an order keeps to the order in which it was given them. */
export const inCartOrder = (rules: readonly DiscountRule[]): readonly DiscountRule[] =>
  rules.toSorted((a, b) => ORDER[a.type] - ORDER[b.type] || a.amount.cmp(b.amount) || b.id - a.id);

type Given = Map<string, Map<string, Decimal>>;

function apply(rule: DiscountRule, lines: readonly DiscountableLine[], given: Given): void {
  const own = known(given.get(rule.code));
  const left: Left = ({ key, price }) =>
    larger(ZERO, roundHalfUp(price.minus(sum([...given.values()].map((byLine) => byLine.get(key) ?? ZERO)))));
  const give: Give = (line, wanted) => {
    const amount = smaller(left(line), wanted);
    own.set(line.key, (own.get(line.key) ?? ZERO).plus(amount));
    return amount;
  };
  const covered = lines.filter((line) => left(line).gt(0) && covers(rule, line));
  switch (rule.type) {
    case 'percent':
      return percent(rule, covered, left, give);
    case 'fixed_product':
      for (const line of covered) give(line, rule.amount.times(line.quantity));
      return;
    case 'fixed_cart':
      return fixedCart(rule.amount, covered, left, give);
  }
}

/** A coupon of the cart takes from every line, whatever products it is limited to. */
const covers = (rule: DiscountRule, line: DiscountableLine): boolean =>
  rule.type === 'fixed_cart' ||
  ((rule.productIds.length === 0 ||
    rule.productIds.includes(line.productId) ||
    rule.productIds.includes(line.variationId)) &&
    !(rule.excludesSaleItems && line.onSale));

/** What of a line's price earlier coupons left. */
type Left = (line: DiscountableLine) => Decimal;
/** Takes as much as there is. @returns how much that was. */
type Give = (line: DiscountableLine, wanted: Decimal) => Decimal;

function percent(
  { amount, isSequential }: DiscountRule,
  lines: readonly DiscountableLine[],
  left: Left,
  give: Give,
): void {
  const share = amount.div(100);
  const bases = lines.map((line) => (isSequential ? left(line) : roundHalfUp(line.price)));
  const parts = lines.map((line, index) => give(line, floor(known(bases[index]).times(share))));
  const whole = roundHalfDown(sum(bases).times(share));
  remainder(whole.minus(sum(parts)), lines, give);
}

function fixedCart(amount: Decimal, lines: readonly DiscountableLine[], left: Left, give: Give): void {
  const open = lines.filter((line) => left(line).gt(0));
  const units = open.reduce((count, { quantity }) => count + quantity, 0);
  if (units === 0 || amount.lte(0)) return;
  const perUnit = floor(amount.div(units));
  if (perUnit.lte(0)) return remainder(amount, open, give);
  const taken = sum(open.map((line) => give(line, perUnit.times(line.quantity))));
  if (taken.gt(0) && taken.lt(amount)) fixedCart(amount.minus(taken), open, left, give);
}

/** One cent a unit, from the front, until nothing is left to give. */
function remainder(cents: Decimal, lines: readonly DiscountableLine[], give: Give): void {
  let rest = cents;
  for (const line of lines)
    for (let unit = 0; unit < line.quantity && rest.gt(0); unit += 1)
      rest = rest.minus(give(line, decimal(1)));
}
