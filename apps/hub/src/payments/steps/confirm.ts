import { platformFailure } from './failures';
import type { RunStep } from './step-context';

/** Makes the order paid at the platform, or records the payment of one that is final already. */
export const confirm: RunStep = async ({ attempt, saga, connection }) => {
  if (saga.order === undefined || saga.payment === undefined) throw new Error('There is nothing to confirm.');
  try {
    const snapshot = await connection.platform.store.confirmOrder(saga.order.platformOrderId, {
      idempotencyKey: `${attempt.attemptId}:confirm`,
      provider: saga.provider,
      reference: saga.payment.id,
      amount: { amount: saga.total, currency: saga.currency },
    });
    return { kind: 'confirmed', snapshot };
  } catch (error) {
    return platformFailure(error);
  }
};
