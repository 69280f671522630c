import { compact } from '../compact';
import type { Money } from '../money';
import type { Adjustment, Order } from '../order';
import { adjustmentChanges, isRefund, refundedAmount, refundType } from './adjustments';
import type { OrderChange } from './timeline';

/** Money a payment provider reports to have moved back to the buyer. */
export interface ReportedMovement {
  /** The provider's id of this one movement. */
  readonly id: string;
  readonly kind: 'refund' | 'dispute';
  readonly amount: Money;
  readonly status: 'pending' | 'succeeded' | 'failed';
  /** RFC 3339 UTC. */
  readonly at: string;
  /** The platform's refund it was made for, where that is known; `null` where it is known to be for none so far. */
  readonly platformRefundId?: string | null;
  /** The price adjustment that the hub gave it back for. */
  readonly priceAdjustmentId?: string;
  readonly reason?: string;
}

const statuses = { pending: 'pending', succeeded: 'completed', failed: 'failed' } as const;

/** A report may only move forward: what succeeded may fail later, what failed stays so. */
const rank = { pending: 0, completed: 1, failed: 2 } as const;

/**
 * Takes a refund or dispute over, once. A refund the platform told of first is recognised by its id or, failing
 * that, by its amount. @throws RangeError where the currency is another: a bug of the caller.
 */
export function recordMovement(order: Order, movement: ReportedMovement, now: Date): OrderChange {
  if (movement.amount.currency !== order.currency)
    throw new RangeError(
      `A ${movement.kind} in ${movement.amount.currency} does not fit an order in ${order.currency}.`,
    );
  const index = indexOf(order, movement);
  const known = order.adjustments[index];
  const recorded = known === undefined ? adjustmentOf(order, movement) : updated(known, movement);
  if (recorded === known) return { order, changes: [] };
  const adjustments =
    known === undefined ? [...order.adjustments, recorded] : order.adjustments.with(index, recorded);
  return {
    order: {
      ...order,
      adjustments,
      amountRefunded: refundedAmount(adjustments),
      updatedAt: now.toISOString(),
    },
    changes: adjustmentChanges(order.adjustments, adjustments),
  };
}

function indexOf({ adjustments }: Order, movement: ReportedMovement): number {
  const reported = adjustments.findIndex(({ references }) => references?.provider === movement.id);
  if (reported >= 0 || movement.kind === 'dispute' || movement.platformRefundId === null) return reported;
  const unpaid = (adjustment: Adjustment) =>
    isRefund(adjustment) && adjustment.status !== 'failed' && adjustment.references?.provider === undefined;
  return movement.platformRefundId === undefined
    ? adjustments.findIndex((known) => unpaid(known) && known.amount === movement.amount.amount)
    : adjustments.findIndex(
        (known) => unpaid(known) && known.references?.platform === movement.platformRefundId,
      );
}

function updated(known: Adjustment, movement: ReportedMovement): Adjustment {
  const status = statuses[movement.status];
  const isNews = rank[status] > rank[known.status];
  if (!isNews && known.references?.provider === movement.id) return known;
  return {
    ...known,
    status: isNews ? status : known.status,
    references: { ...known.references, ...moneyOf(movement) },
  };
}

const moneyOf = ({ id, priceAdjustmentId }: ReportedMovement) =>
  compact({ provider: id, priceAdjustment: priceAdjustmentId });

const adjustmentOf = (order: Order, movement: ReportedMovement): Adjustment =>
  compact({
    id: `${movement.kind}-${movement.id}`,
    type: movement.kind === 'dispute' ? 'dispute' : refundType(order, movement.amount.amount),
    status: statuses[movement.status],
    occurredAt: movement.at,
    lines: [],
    amount: movement.amount.amount,
    reason: movement.reason,
    references: compact({ ...moneyOf(movement), platform: movement.platformRefundId ?? undefined }),
  });
