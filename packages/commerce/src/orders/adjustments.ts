import { compact } from '../compact';
import type { Adjustment, LineReference, Order, OrderSnapshot, PlatformRefund } from '../order';
import { lineReferences } from './quantities';
import type { TimelineEntry } from './timeline';

/** A refund of everything first charged is whole; any other is partial. */
export const refundType = (order: Order, amount: number): 'refund' | 'partial_refund' =>
  amount >= order.totals.total ? 'refund' : 'partial_refund';

export const isRefund = ({ type }: Adjustment): boolean => type === 'refund' || type === 'partial_refund';

/** What was given back, of which the provider said that it was. Integer minor units. */
export const refundedAmount = (adjustments: readonly Adjustment[]): number =>
  adjustments
    .filter((adjustment) => isRefund(adjustment) && adjustment.status === 'completed')
    .reduce((sum, { amount }) => sum + (amount ?? 0), 0);

/** A merchant who takes an article off an order and refunds its price does both in one sitting. Milliseconds. */
const ONE_SITTING_MS = 60 * 60 * 1_000;

/** Whether an edit and a refund of the same amount are one matter. Both by the platform's own times, RFC 3339. */
export const isOneSitting = (edit: string, refund: string): boolean =>
  Math.abs(Date.parse(edit) - Date.parse(refund)) <= ONE_SITTING_MS;

/**
 * The platform's refunds, each once. One that the hub itself wrote down names the money it stands for; one the
 * provider told of first is recognised by its amount, and where that went back for an edit, by the time as well; a
 * new one is pending until the provider confirms that the money moved.
 */
export function followRefunds(order: Order, refunds: readonly PlatformRefund[]): Adjustment[] {
  const adjustments = [...order.adjustments];
  // The named ones first: no other refund of the same amount may take their place.
  const named = refunds.filter(({ reference }) => reference !== undefined);
  for (const refund of [...named, ...refunds.filter(({ reference }) => reference === undefined)]) {
    // A refund of nothing is a note of the back office.
    if (refund.amount <= 0) continue;
    if (adjustments.some(({ references }) => references?.platform === refund.id)) continue;
    const lines = lineReferences(order, refund.items);
    const index = adjustments.findIndex((known) => isTheSame(order, known, refund));
    const known = adjustments[index];
    if (known === undefined) adjustments.push(platformRefund(order, refund, lines));
    else if (known.references?.platform === undefined)
      adjustments[index] = { ...known, lines, references: { ...known.references, platform: refund.id } };
  }
  return adjustments;
}

const isTheSame = (order: Order, known: Adjustment, refund: PlatformRefund): boolean =>
  refund.reference === undefined
    ? isRefund(known) &&
      known.status !== 'failed' &&
      known.references?.platform === undefined &&
      known.amount === refund.amount &&
      isOneMatter(order, known, refund)
    : known.references?.provider === refund.reference;

/** Of an amount for which there is no room beside what went back already, it can be no other. */
function isOneMatter({ adjustments, totals }: Order, known: Adjustment, refund: PlatformRefund): boolean {
  const edit = adjustments.find(({ id }) => id === known.references?.priceAdjustment);
  if (edit === undefined || isOneSitting(edit.occurredAt, refund.occurredAt)) return true;
  const goneBack = adjustments
    .filter((each) => isRefund(each) && each.status !== 'failed')
    .reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  return refund.amount > totals.total - goneBack;
}

const platformRefund = (order: Order, refund: PlatformRefund, lines: readonly LineReference[]): Adjustment =>
  compact({
    id: `refund-${refund.id}`,
    type: refundType(order, refund.amount),
    status: 'pending',
    occurredAt: refund.occurredAt,
    lines,
    amount: refund.amount,
    reason: refund.reason,
    references: compact({ platform: refund.id, provider: refund.reference }),
  });

/** The platform cancelled the order, or took off of its price: told once. Money moves by refunds alone. */
export function editAdjustment(
  order: Order,
  snapshot: OrderSnapshot,
  removed: readonly LineReference[],
): Adjustment | undefined {
  const about = { status: 'completed', occurredAt: snapshot.updatedAt, lines: removed } as const;
  if (snapshot.status === 'canceled')
    return order.platformStatus === 'canceled'
      ? undefined
      : { id: `cancellation-${snapshot.version}`, type: 'cancellation', ...about };
  const reduction = lastKnownTotal(order) - snapshot.total;
  if (reduction <= 0) return undefined;
  return { id: `price-${snapshot.version}`, type: 'price_adjustment', amount: reduction, ...about };
}

/** The lowest total agents were told: the hub never charges more, so that a rise is no adjustment. */
const lastKnownTotal = (order: Order): number =>
  order.adjustments
    .filter(({ type }) => type === 'price_adjustment')
    .reduce((total, { amount }) => total - (amount ?? 0), order.totals.total);

/** Adjustments that are new or whose status changed; one that gained a reference only is no news. */
export const adjustmentChanges = (
  before: readonly Adjustment[],
  after: readonly Adjustment[],
): TimelineEntry[] =>
  after
    .filter(({ id, status }) => before.find((known) => known.id === id)?.status !== status)
    .map(({ id, type, status, occurredAt }) => ({
      kind: 'adjustment_changed',
      adjustmentId: id,
      type,
      status,
      occurredAt,
    }));
