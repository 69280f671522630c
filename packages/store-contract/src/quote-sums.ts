import type { WireQuote } from './quote';

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

interface Equation {
  readonly name: string;
  readonly left: number;
  readonly right: number;
}

function lineEquations({ lines, discounts }: WireQuote): Equation[] {
  const allocations = discounts.applied.flatMap((discount) => discount.allocations);
  return lines.flatMap(({ item, base, discount, tax, total }) => [
    { name: `line ${item.id}: base − discount + tax = total`, left: base - discount + tax, right: total },
    {
      name: `line ${item.id}: discount = what discounts allocate to it`,
      left: discount,
      right: sum(
        allocations
          .filter((part) => part.target === 'item' && part.item_id === item.id)
          .map(({ amount }) => amount),
      ),
    },
  ]);
}

function totalEquations({
  lines,
  options,
  chosen_option_id,
  fees,
  discounts,
  totals,
}: WireQuote): Equation[] {
  const chosen = options.filter(({ id }) => id === chosen_option_id);
  const orderWide = discounts.applied
    .flatMap(({ allocations }) => allocations)
    .filter(({ target }) => target === 'order');
  return [
    { name: 'items_base = Σ line base', left: totals.items_base, right: sum(lines.map((line) => line.base)) },
    {
      name: 'items_discount = Σ line discount',
      left: totals.items_discount,
      right: sum(lines.map((line) => line.discount)),
    },
    {
      name: 'subtotal = items_base − items_discount',
      left: totals.subtotal,
      right: totals.items_base - totals.items_discount,
    },
    {
      name: 'discount = Σ allocations to the order',
      left: totals.discount,
      right: sum(orderWide.map(({ amount }) => amount)),
    },
    {
      name: 'fulfillment = net of the chosen option',
      left: totals.fulfillment,
      right: sum(chosen.map(({ net }) => net)),
    },
    { name: 'fee = Σ fees', left: totals.fee, right: sum(fees.map(({ net }) => net)) },
    {
      name: 'tax = Σ tax of lines, option and fees',
      left: totals.tax,
      right: sum([...lines, ...chosen, ...fees].map(({ tax }) => tax)),
    },
    {
      name: 'total = subtotal − discount + fulfillment + fee + tax',
      left: totals.total,
      right: totals.subtotal - totals.discount + totals.fulfillment + totals.fee + totals.tax,
    },
  ];
}

/** The sums of a quote that do not add up, each as a sentence; empty for a sound quote. */
export function quoteSumProblems(quote: WireQuote): string[] {
  const discountEquations = quote.discounts.applied.map(({ name, amount, allocations }) => ({
    name: `discount ${name} = Σ its allocations`,
    left: amount,
    right: sum(allocations.map((part) => part.amount)),
  }));
  return [...lineEquations(quote), ...discountEquations, ...totalEquations(quote)]
    .filter(({ left, right }) => left !== right)
    .map(({ name, left, right }) => `${name} does not hold: ${left} against ${right}`);
}
