import { paymentId, type Payment, type PaymentReadResult } from '@acp-hub/payment';
import type { Movement, StepResult } from '../saga';
import { lookupFailure, undoFailure } from './failures';
import type { RunStep, StepContext } from './step-context';

/** Gives reserved or taken money back, by what the provider says of the payment and not by what we remember. */
export const undoPayment: RunStep = async (context) => {
  const found = await lookUp(context);
  if (!found.ok) return lookupFailure(found.error);
  if (found.value === undefined) return undone([]);
  return undo(context, found.value, 'first');
};

/** By its id, or by the key of an authorisation whose answer never came. */
function lookUp({ attempt, saga, connection }: StepContext): Promise<PaymentReadResult<Payment | undefined>> {
  const { account } = connection.payment;
  return saga.payment === undefined
    ? account.findPayment({ idempotencyKey: `${attempt.attemptId}:authorize` })
    : account.retrieve(paymentId(saga.payment.id));
}

/** @param look a refusal is looked into once: somebody else may have done it at the provider. */
async function undo(context: StepContext, payment: Payment, look: 'first' | 'second'): Promise<StepResult> {
  const before = movementsOf(context.saga.total, payment);
  if (holdsNothing(payment)) return undone(before);
  const left = payment.captured.amount - payment.refunded.amount;
  const result = left > 0 ? await refund(context, payment, left) : await release(context, payment);
  if (result.kind === 'payment_undone') return undone([...before, ...result.movements]);
  if (result.kind !== 'refused' || look === 'second') return result;
  const again = await context.connection.payment.account.retrieve(payment.id);
  if (!again.ok) return lookupFailure(again.error);
  return again.value === undefined ? result : undo(context, again.value, 'second');
}

export const holdsNothing = ({ authorization, voided, captured, refunded }: Payment): boolean =>
  captured.amount > 0 ? captured.amount === refunded.amount : voided || authorization.status === 'declined';

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
  if (!answer.ok) return undoFailure(answer.error);
  return answer.value.status === 'failed'
    ? { kind: 'unclear', why: `the provider could not carry the refund ${answer.value.id} out` }
    : undone([{ kind: 'refund', amount, reference: answer.value.id }]);
}

async function release({ attempt, connection }: StepContext, payment: Payment): Promise<StepResult> {
  const answer = await connection.payment.account.void({
    idempotencyKey: `${attempt.attemptId}:void`,
    paymentId: payment.id,
  });
  if (!answer.ok) return undoFailure(answer.error);
  return undone(payment.authorization.status === 'authorized' ? [voiding(payment)] : []);
}

/** What the provider says was moved before, so that an answer that got lost leaves no gap in the books. */
export function movementsOf(amount: number, payment: Payment): Movement[] {
  const taken = payment.authorization.status === 'authorized' || payment.authorization.status === 'captured';
  return [
    ...(taken ? [{ kind: 'authorization' as const, amount, reference: payment.id }] : []),
    ...(taken && payment.voided ? [{ kind: 'void' as const, amount, reference: payment.id }] : []),
    ...payment.movements.flatMap(({ id, kind, amount: moved, status }) =>
      status === 'failed' || kind === 'dispute' ? [] : [{ kind, amount: moved.amount, reference: id }],
    ),
  ];
}

const voiding = ({ id, authorization }: Payment): Movement => ({
  kind: 'void',
  amount: authorization.status === 'authorized' ? authorization.amount.amount : 0,
  reference: id,
});

const undone = (movements: readonly Movement[]): Extract<StepResult, { kind: 'payment_undone' }> => ({
  kind: 'payment_undone',
  movements,
});
