import { compact } from '../compact';
import type { Fulfillment, Order, OrderSnapshot } from '../order';
import { adjustmentChanges, editAdjustment, followRefunds, refundedAmount } from './adjustments';
import { followShipments } from './fulfillments';
import { followQuantities, quantityChanges, removedUnits } from './quantities';
import { deriveOrderStatus } from './status';
import type { OrderChange, TimelineEntry } from './timeline';

/**
 * Brings an order up to what its platform says. A snapshot no newer than the last one changes nothing.
 * @throws RangeError where the snapshot is of another order or in another currency: a bug of the caller.
 */
export function applySnapshot(order: Order, snapshot: OrderSnapshot, now: Date): OrderChange {
  if (snapshot.platformOrderId !== order.platformOrderId)
    throw new RangeError(
      `A snapshot of order ${snapshot.platformOrderId} is not one of ${order.platformOrderId}.`,
    );
  if (snapshot.currency !== order.currency)
    throw new RangeError(`A snapshot in ${snapshot.currency} does not fit an order in ${order.currency}.`);
  if (snapshot.version <= order.snapshotVersion) return { order, changes: [] };

  const lines = followQuantities(order.lines, snapshot);
  const edit = editAdjustment(order, snapshot, removedUnits(order.lines, lines));
  const refunds = followRefunds(order, snapshot.refunds);
  const adjustments = edit === undefined ? refunds : [...refunds, edit];
  const next: Order = compact({
    ...order,
    number: snapshot.number ?? order.number,
    platformStatus: snapshot.status,
    lines,
    fulfillments: followShipments(order, snapshot),
    adjustments,
    amountRefunded: refundedAmount(adjustments),
    raisedTotal: raisedTotal(order, snapshot),
    snapshotVersion: snapshot.version,
  });
  const changes = [
    ...quantityChanges(order.lines, lines, snapshot.updatedAt),
    ...fulfillmentChanges(order.fulfillments, next.fulfillments),
    ...adjustmentChanges(order.adjustments, adjustments),
    ...rise(order, next, snapshot.updatedAt),
    ...statusChange(order, next, snapshot.updatedAt),
  ];
  return { order: { ...next, updatedAt: now.toISOString() }, changes };
}

/** The highest total the platform told, where that is above what was charged. */
const raisedTotal = ({ totals, raisedTotal: before }: Order, { total }: OrderSnapshot): number | undefined =>
  total > (before ?? totals.total) ? total : before;

const rise = (before: Order, { raisedTotal: to }: Order, occurredAt: string): TimelineEntry[] =>
  to === undefined || to === before.raisedTotal
    ? []
    : [{ kind: 'total_raised', from: before.totals.total, to, occurredAt }];

const fulfillmentChanges = (before: readonly Fulfillment[], after: readonly Fulfillment[]): TimelineEntry[] =>
  after.flatMap(({ id, status, events }) => {
    const known = before.find((fulfillment) => fulfillment.id === id)?.events.length ?? 0;
    return events
      .slice(known)
      .map(
        ({ occurredAt }) => ({ kind: 'fulfillment_changed', fulfillmentId: id, status, occurredAt }) as const,
      );
  });

const statusChange = (before: Order, after: Order, occurredAt: string): TimelineEntry[] => {
  const from = deriveOrderStatus(before);
  const to = deriveOrderStatus(after);
  return from === to ? [] : [{ kind: 'status_changed', from, to, occurredAt }];
};
