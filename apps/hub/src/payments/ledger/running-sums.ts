import type { Currency } from '@acp-hub/commerce';
import type { MovementKind, RecordedMovement } from '../refunds/refund';

/** What movements of one currency add up to, integer minor units. */
export interface Sums {
  /** Reserved, less what was released; capturing leaves it as it is. */
  readonly authorized: number;
  readonly captured: number;
  readonly refunded: number;
  readonly disputed: number;
  readonly fees: number;
  /** What the merchant has of it: captured less everything that went away again. */
  readonly net: number;
}

const NOTHING: Sums = { authorized: 0, captured: 0, refunded: 0, disputed: 0, fees: 0, net: 0 };

const effects: Readonly<
  Record<MovementKind, { readonly sum: Exclude<keyof Sums, 'net'>; readonly sign: 1 | -1 }>
> = {
  authorization: { sum: 'authorized', sign: 1 },
  void: { sum: 'authorized', sign: -1 },
  capture: { sum: 'captured', sign: 1 },
  capture_failure: { sum: 'captured', sign: -1 },
  refund: { sum: 'refunded', sign: 1 },
  refund_failure: { sum: 'refunded', sign: -1 },
  dispute: { sum: 'disputed', sign: 1 },
  dispute_reversal: { sum: 'disputed', sign: -1 },
  fee: { sum: 'fees', sign: 1 },
};

function plus(sums: Sums, { kind, amount }: RecordedMovement): Sums {
  const { sum, sign } = effects[kind];
  const next = { ...sums, [sum]: sums[sum] + sign * amount };
  return { ...next, net: next.captured - next.refunded - next.disputed - next.fees };
}

/** Every movement with the sums of its currency up to and with it, in the order that they were written. */
export function runningSums<Movement extends RecordedMovement>(
  movements: readonly Movement[],
): (Movement & { readonly sums: Sums })[] {
  const byCurrency = new Map<Currency, Sums>();
  return movements.map((movement) => {
    const sums = plus(byCurrency.get(movement.currency) ?? NOTHING, movement);
    byCurrency.set(movement.currency, sums);
    return { ...movement, sums };
  });
}

/** The sums of each currency; the only source of any sum of money. */
export const totalsOf = (movements: readonly RecordedMovement[]): ReadonlyMap<Currency, Sums> =>
  new Map(runningSums(movements).map(({ currency, sums }) => [currency, sums]));
