import { lineIdOf, type ItemId } from '../ids';
import type { LineReference, Order, OrderLine, OrderSnapshot } from '../order';
import { isSent } from './status';
import type { TimelineEntry } from './timeline';

interface Units {
  readonly itemId: ItemId;
  readonly quantity: number;
}

/** Units by item; items named twice are summed. */
export function unitsByItem(units: readonly Units[]): ReadonlyMap<ItemId, number> {
  const sums = new Map<ItemId, number>();
  for (const { itemId, quantity } of units) sums.set(itemId, (sums.get(itemId) ?? 0) + quantity);
  return sums;
}

/** Platform items as references to the order's lines; items the order never had are left out. */
export const lineReferences = (order: Pick<Order, 'lines'>, units: readonly Units[]): LineReference[] =>
  [...unitsByItem(units)]
    .map(([itemId, quantity]) => ({ id: lineIdOf(itemId), quantity }))
    .filter(({ id }) => order.lines.some((line) => line.id === id));

/**
 * `ordered` stays, `current` follows the platform, `fulfilled` counts what was sent and never exceeds
 * `current`. Of a cancelled order only what was sent remains.
 */
export function followQuantities(lines: readonly OrderLine[], snapshot: OrderSnapshot): OrderLine[] {
  const present = unitsByItem(snapshot.lines);
  const sent = unitsByItem(
    snapshot.shipments.filter(({ status }) => isSent(status)).flatMap(({ items }) => items),
  );
  return lines.map((line) => {
    const sentUnits = sent.get(line.itemId) ?? 0;
    const listed = present.get(line.itemId) ?? 0;
    const current = snapshot.status === 'canceled' ? Math.min(listed, sentUnits) : listed;
    const fulfilled = Math.min(current, sentUnits);
    return { ...line, quantity: { ordered: line.quantity.ordered, current, fulfilled } };
  });
}

/** The lines whose `current` changed. */
export function quantityChanges(
  before: readonly OrderLine[],
  after: readonly OrderLine[],
  occurredAt: string,
): TimelineEntry[] {
  return after.flatMap((line, index) => {
    const from = before[index]?.quantity.current ?? 0;
    const to = line.quantity.current;
    return from === to ? [] : [{ kind: 'quantity_changed', lineId: line.id, from, to, occurredAt }];
  });
}

/** Units taken off since, by line. */
export const removedUnits = (before: readonly OrderLine[], after: readonly OrderLine[]): LineReference[] =>
  after.flatMap(({ id, quantity }, index) => {
    const removed = (before[index]?.quantity.current ?? 0) - quantity.current;
    return removed > 0 ? [{ id, quantity: removed }] : [];
  });
