import { ConnectorError } from '@acp-hub/connector';
import { platformFailure } from './failures';
import type { RunStep } from './step-context';

/** Cancels the order at the platform; one that is not there is cancelled enough. */
export const undoOrder: RunStep = async ({ saga, connection }) => {
  if (saga.order === undefined) return { kind: 'order_undone' };
  try {
    await connection.platform.store.cancelOrder(saga.order.platformOrderId, {
      idempotencyKey: `${saga.order.idempotencyKey}:cancel`,
      note: 'The payment did not go through.',
    });
    return { kind: 'order_undone' };
  } catch (error) {
    return isOrderGone(error) ? { kind: 'order_undone' } : platformFailure(error);
  }
};

export const isOrderGone = (error: unknown): boolean =>
  error instanceof ConnectorError &&
  error.failure.kind === 'rejected' &&
  error.failure.reason.code === 'order_not_found';
