import { paymentId } from '@acp-hub/payment';
import { failedWith, lookupFailure, paymentFailure, paymentMessage } from './failures';
import type { RunStep } from './step-context';

/** Takes the reserved money. The provider keeps it to once by the key; a repeated try looks first all the same. */
export const capture: RunStep = async ({ attempt, saga, connection, resumed }) => {
  if (saga.payment === undefined) throw new Error('There is nothing to capture.');
  const { account } = connection.payment;
  const id = paymentId(saga.payment.id);
  if (resumed) {
    const payment = await account.retrieve(id);
    if (!payment.ok) return lookupFailure(payment.error);
    const captured = payment.value?.movements.find(
      ({ kind, status }) => kind === 'capture' && status !== 'failed',
    );
    if (captured !== undefined) return { kind: 'captured', captureId: captured.id };
  }
  const answer = await account.capture({
    idempotencyKey: `${attempt.attemptId}:capture`,
    paymentId: id,
    amount: { amount: saga.total, currency: saga.currency },
    ...(saga.order === undefined ? {} : { orderId: saga.order.platformOrderId }),
  });
  const lost = paymentMessage(
    'payment_declined',
    'The payment could not be taken; send a new token.',
    '$.payment_data',
    'requires_buyer_input',
  );
  if (!answer.ok) return paymentFailure(answer.error, { kind: 'failed', message: lost });
  return answer.value.status === 'failed'
    ? failedWith(lost)
    : { kind: 'captured', captureId: answer.value.id };
};
