import { paymentId, type Payment, type PaymentWriteError } from '@acp-hub/payment';
import type { Ending, Saga, StepResult } from '../saga';
import { lookupFailure, paymentFailure } from './failures';
import type { RunStep, StepContext } from './step-context';

/** Gives reserved or taken money back, by what the provider says of the payment and not by what we remember. */
export const undoPayment: RunStep = async (context) => {
  const { saga, connection } = context;
  if (saga.payment === undefined) return { kind: 'payment_undone' };
  const payment = await connection.payment.account.retrieve(paymentId(saga.payment.id));
  if (!payment.ok) return lookupFailure(payment.error);
  if (payment.value === undefined || payment.value.voided) return { kind: 'payment_undone' };
  const left = payment.value.captured.amount - payment.value.refunded.amount;
  if (payment.value.captured.amount > 0 && left === 0) return { kind: 'payment_undone' };
  return left > 0 ? refund(context, payment.value, left) : voidPayment(context, payment.value);
};

async function refund(
  { attempt, connection, saga }: StepContext,
  payment: Payment,
  amount: number,
): Promise<StepResult> {
  const answer = await connection.payment.account.refund({
    idempotencyKey: `${attempt.attemptId}:refund`,
    paymentId: payment.id,
    amount: { amount, currency: saga.currency },
    reason: 'order_failed',
  });
  if (!answer.ok) return undoFailure(answer.error, saga);
  return { kind: 'payment_undone', movement: { kind: 'refund', amount, reference: answer.value.id } };
}

async function voidPayment(
  { attempt, connection, saga }: StepContext,
  payment: Payment,
): Promise<StepResult> {
  const answer = await connection.payment.account.void({
    idempotencyKey: `${attempt.attemptId}:void`,
    paymentId: payment.id,
  });
  if (!answer.ok) return undoFailure(answer.error, saga);
  return { kind: 'payment_undone', movement: { kind: 'void', amount: saga.total, reference: payment.id } };
}

/** Turning back needs a reason that was set before. */
function undoFailure(error: PaymentWriteError, { ending }: Saga): StepResult {
  const kept: Ending = ending ?? { kind: 'unavailable' };
  return paymentFailure(error, kept);
}
