import type { PaymentRecord } from '@acp-hub/connector';
import type { StepResult } from '../saga';
import { instructionOf } from './instruction';
import { platformFailure } from './failures';
import type { RunStep, StepContext } from './step-context';

/** Makes the order paid at the platform, or records the payment of one that is final already. */
export const confirm: RunStep = async (context) => {
  const { saga, connection } = context;
  if (saga.order === undefined) throw new Error('There is nothing to confirm.');
  const { store } = connection.platform;
  try {
    if (saga.flow === 'platform' && saga.placement === 'final')
      return paidWithTheOrder(await store.getOrder(saga.order.platformOrderId));
    const snapshot = await store.confirmOrder(saga.order.platformOrderId, recordOf(context));
    return { kind: 'confirmed', snapshot };
  } catch (error) {
    return platformFailure(error);
  }
};

function recordOf({ attempt, saga }: StepContext): PaymentRecord {
  const record = {
    idempotencyKey: `${attempt.attemptId}:confirm`,
    provider: saga.provider,
    amount: { amount: saga.total, currency: saga.currency },
  };
  if (saga.flow === 'platform')
    return { ...record, reference: attempt.attemptId, instruction: instructionOf(attempt) };
  if (saga.payment === undefined) throw new Error('There is no payment to confirm the order with.');
  return { ...record, reference: saga.payment.id };
}

/** A platform that takes the payment with the order has nothing to be told; it only has to have done it. */
const paidWithTheOrder = (snapshot: Extract<StepResult, { kind: 'confirmed' }>['snapshot']): StepResult =>
  snapshot.paid
    ? { kind: 'confirmed', snapshot }
    : { kind: 'retry', outcome: 'unknown', waitMs: 0, why: 'the platform has not taken the payment yet' };
