import type { Adjustment, Order } from '../order';
import { adjustmentChanges, refundedAmount } from './adjustments';
import type { OrderChange } from './timeline';

/**
 * Ends a refund that the platform told of and no provider will: given back by the platform's own word or by a
 * person (`completed`), or not at all (`failed`). One that has ended stays as it is.
 */
export const closeRefund = (
  order: Order,
  platformRefundId: string,
  status: 'completed' | 'failed',
  now: Date,
): OrderChange =>
  amend(
    order,
    ({ references, status: was }) => references?.platform === platformRefundId && was === 'pending',
    (known) => ({ ...known, status }),
    now,
  );

/** Notes under which id the platform keeps what the provider told of, so that it is recognised when reported. */
export const notePlatformRefund = (
  order: Order,
  providerId: string,
  platformRefundId: string,
  now: Date,
): OrderChange =>
  order.adjustments.some(({ references }) => references?.platform === platformRefundId)
    ? { order, changes: [] }
    : amend(
        order,
        ({ references }) => references?.provider === providerId && references.platform === undefined,
        (known) => ({ ...known, references: { ...known.references, platform: platformRefundId } }),
        now,
      );

function amend(
  order: Order,
  isMeant: (adjustment: Adjustment) => boolean,
  change: (adjustment: Adjustment) => Adjustment,
  now: Date,
): OrderChange {
  const index = order.adjustments.findIndex(isMeant);
  const known = order.adjustments[index];
  if (known === undefined) return { order, changes: [] };
  const adjustments = order.adjustments.with(index, change(known));
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
