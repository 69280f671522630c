import { paymentId, type Payment } from '@acp-hub/payment';
import type { Connection } from '../../connectors/connection';
import { moneyNotTaken } from '../money-not-taken';
import { totalsOf } from '../ledger/running-sums';
import type { Movement } from '../saga';
import { holdsNothing, movementsOf } from '../steps/undo-payment';
import { Unreachable, type Difference } from './difference';
import type { MoneyHints } from '../refunds/ports';
import type { EndedAttempt, ReconcileBooks } from './ports';

export interface MoneyRecords {
  readonly books: Pick<ReconcileBooks, 'addMovements'>;
  /** Follows what happened to an order's money after the sale. */
  readonly money: MoneyHints;
}

/** Holds an attempt's money against the provider's books, which are the truth about money. */
export async function comparePayment(
  connection: Connection,
  attempt: EndedAttempt,
  records: MoneyRecords,
): Promise<readonly Difference[]> {
  if (attempt.saga.flow === 'platform') return [];
  const payment = await paymentOf(connection, attempt);
  if (payment === undefined) return missing(attempt);
  if (isElsewhere(attempt, payment.id)) return [];
  const found =
    attempt.state === 'succeeded' ? ofSale(attempt, payment) : ofFailure(connection, attempt, payment);
  return [...found, ...missingMovements(attempt, payment, records)];
}

/** Goes by the key where the hub knows of no payment: an authorisation may have come too late. */
async function paymentOf({ payment: { account } }: Connection, { attemptId, saga }: EndedAttempt) {
  const found =
    saga.payment === undefined
      ? await account.findPayment({ idempotencyKey: `${attemptId}:authorize` })
      : await account.retrieve(paymentId(saga.payment.id));
  if (!found.ok) throw new Unreachable(found.error.message);
  return found.value;
}

const missing = ({ saga, state }: EndedAttempt): readonly Difference[] =>
  saga.payment === undefined || state === 'failed'
    ? []
    : [
        {
          code: 'payment_missing',
          reference: saga.payment.id,
          detail: `The provider does not know payment ${saga.payment.id}, which a sale was made on. Is it the right account?`,
        },
      ];

/** Another attempt went on with it, or may yet. */
const isElsewhere = ({ siblings, pendingPayments, state }: EndedAttempt, id: string): boolean =>
  siblings.some(({ payment }) => payment?.id === id) ||
  (state === 'failed' && pendingPayments.some((pending) => pending.paymentId === id));

function ofSale({ saga, movements }: EndedAttempt, payment: Payment): readonly Difference[] {
  return [...takenOtherwise(saga, payment), ...refundedTooMuch(movements, payment.id)];
}

function refundedTooMuch(movements: EndedAttempt['movements'], id: string): readonly Difference[] {
  return [...totalsOf(movements)].flatMap(([currency, { captured, refunded, disputed }]) => {
    const back = refunded + disputed;
    const detail = `By the books ${back} of the ${captured} ${currency} (minor units) that payment ${id} took went back: more than there was. See hub ledger, and what was settled by hand.`;
    return back > captured ? [{ code: 'refunded_too_much', reference: `${id}:${back}`, detail }] : [];
  });
}

function takenOtherwise({ total, currency }: EndedAttempt['saga'], payment: Payment): readonly Difference[] {
  const taken = payment.captured.amount;
  if (taken === total) return [];
  const reference = payment.id;
  return [
    taken === 0
      ? moneyNotTaken(reference, total, currency)
      : {
          code: 'amount_differs',
          reference,
          detail: `Payment ${reference} took ${taken} instead of ${total} ${currency}. Settle the difference with the buyer.`,
        },
  ];
}

function ofFailure(
  { payment: { account } }: Connection,
  { attemptId }: EndedAttempt,
  payment: Payment,
): readonly Difference[] {
  if (holdsNothing(payment)) return [];
  const reference = payment.id;
  const kept = payment.captured.amount - payment.refunded.amount;
  if (kept > 0)
    return [
      {
        code: 'money_kept',
        reference,
        detail: `Payment ${reference} keeps ${kept} ${payment.captured.currency} of an attempt that ended without a sale. Refund it at the provider.`,
      },
    ];
  return [
    {
      code: 'authorization_left',
      reference,
      detail: `Payment ${reference} of an attempt that ended without a sale still held money.`,
      mend: async () => {
        const answer = await account.void({
          idempotencyKey: `${attemptId}:reconcile-void`,
          paymentId: payment.id,
        });
        if (!answer.ok && answer.error.kind === 'transient') throw new Unreachable(answer.error.message);
        return answer.ok;
      },
    },
  ];
}

function missingMovements(
  attempt: EndedAttempt,
  payment: Payment,
  { books, money }: MoneyRecords,
): readonly Difference[] {
  const isKnown = ({ kind, reference }: Movement): boolean =>
    attempt.movements.some((known) => known.kind === kind && known.reference === reference);
  return movementsOf(attempt.saga.total, payment)
    .filter((movement) => !isKnown(movement))
    .map((movement) => ({
      code: 'movement_missing',
      reference: `${movement.kind}:${movement.reference}`,
      detail: `The provider knows of a ${movement.kind} of ${movement.amount} (${movement.reference}) that the hub's books did not have.`,
      mend: async () => {
        // A refund after the sale is more than a row: the order, the platform and the agent are to hear of it.
        if (attempt.order !== undefined && movement.kind === 'refund')
          return (await money.lookAt(attempt.tenantId, attempt.saga.provider, payment.id)) === 'noted';
        await books.addMovements(attempt, [movement]);
        return true;
      },
    }));
}
