import { recordMovement, type Order, type TimelineEntry } from '@acp-hub/commerce';
import type { PaymentMovement } from '@acp-hub/payment';
import { moneyNotTaken } from '../money-not-taken';
import { isRecorded, movementsOf, rowOf, type Entry, type Situation } from './money-books';
import { ended, logged, newRefund, type NewRefund, type RecordedMovement, type Refund } from './refund';

/**
 * What the provider tells beside refunds that succeed: captures, fees, disputes, and what failed after all.
 * Once for each reference, whenever it becomes known.
 */
export function observeProvider(situation: Situation): Entry | undefined {
  const { books } = situation;
  const failed = failedCaptures(situation);
  const movements = [...captures(situation), ...failed, ...fees(situation)];
  const opened: NewRefund[] = [];
  const refunds: Refund[] = [];
  let { order } = books;
  const changes: TimelineEntry[] = [];
  const tell = (movement: PaymentMovement): void => {
    const next = reported(order, movement, situation.now);
    order = next.order;
    changes.push(...next.changes);
  };
  for (const dispute of movementsOf(situation, 'dispute')) {
    const row = disputeRow(situation, dispute);
    if (row !== undefined) movements.push(row);
    const isMoney = dispute.status !== 'failed' || isRecorded(books, 'dispute', dispute.id);
    if (isMoney) tell(dispute);
    if (dispute.status === 'succeeded' && isNew(situation, dispute.id))
      opened.push(lostDispute(situation, dispute));
  }
  for (const refund of failedRefunds(situation)) {
    movements.push(rowOf(situation, 'refund_failure', refund));
    tell(refund);
    refunds.push(
      ...books.refunds
        .filter(({ saga }) => saga.providerReference === refund.id)
        .map((each) => ended(logged(each, 'failed', situation.now), 'manual', PAYOUT_FAILED)),
    );
  }
  const isNothing = movements.length + opened.length + refunds.length === 0 && order === books.order;
  const findings = failed.length === 0 ? [] : [unpaid(situation)];
  return isNothing ? undefined : { movements, opened, refunds, change: { order, changes }, findings };
}

export const PAYOUT_FAILED =
  'The provider took the refund and could not pay it out: give the money back in another way.';

const reported = (order: Order, { id, kind, amount, status, at }: PaymentMovement, now: Date) =>
  recordMovement(order, { id, kind: kind === 'dispute' ? 'dispute' : 'refund', amount, status, at }, now);

const captures = (situation: Situation): RecordedMovement[] =>
  movementsOf(situation, 'capture')
    .filter(({ id, status }) => status === 'succeeded' && !isRecorded(situation.books, 'capture', id))
    .map((capture) => rowOf(situation, 'capture', capture));

/** Captures that the provider had taken on, and could not carry out after all. */
const failedCaptures = (situation: Situation): RecordedMovement[] =>
  movementsOf(situation, 'capture')
    .filter(
      ({ id, status }) =>
        status === 'failed' &&
        isRecorded(situation.books, 'capture', id) &&
        !isRecorded(situation.books, 'capture_failure', id),
    )
    .map((capture) => rowOf(situation, 'capture_failure', capture));

const unpaid = ({ payment, books: { order } }: Situation) =>
  moneyNotTaken(String(payment?.id), order.totals.total, order.currency);

const fees = (situation: Situation): RecordedMovement[] =>
  (situation.payment?.movements ?? []).flatMap(({ id, fee, at }) =>
    fee === undefined || fee.amount <= 0 || isRecorded(situation.books, 'fee', id)
      ? []
      : [rowOf(situation, 'fee', { id, amount: fee, at })],
  );

/** Money leaves with the dispute and comes back when it is won; an inquiry moves none. */
function disputeRow(situation: Situation, dispute: PaymentMovement): RecordedMovement | undefined {
  const isTaken = isRecorded(situation.books, 'dispute', dispute.id);
  if (dispute.status !== 'failed') return isTaken ? undefined : rowOf(situation, 'dispute', dispute);
  const isBack = isRecorded(situation.books, 'dispute_reversal', dispute.id);
  return isTaken && !isBack ? rowOf(situation, 'dispute_reversal', dispute) : undefined;
}

const isNew = ({ books }: Situation, reference: string): boolean =>
  !books.refunds.some(({ source, sourceReference }) => source === 'dispute' && sourceReference === reference);

/** A lost dispute is to the platform a refund that has been made. */
const lostDispute = ({ rules }: Situation, { id, amount }: PaymentMovement): NewRefund => {
  const refund = newRefund(
    'dispute',
    id,
    amount.amount,
    rules.policy === 'record_only' ? 'recorded' : 'open',
  );
  return { ...refund, saga: { ...refund.saga, providerReference: id } };
};

const failedRefunds = (situation: Situation): PaymentMovement[] =>
  movementsOf(situation, 'refund').filter(
    ({ id, status }) =>
      status === 'failed' &&
      isRecorded(situation.books, 'refund', id) &&
      !isRecorded(situation.books, 'refund_failure', id),
  );
