import { recordEvent } from '../events/event';
import { moveBalance } from './balance';
import { newRecord, type Books } from './books';
import type { Charge, Dispute } from './records';

/** The buyer's bank takes back what was captured, until the dispute is decided. */
export function openDispute(books: Books, charge: Charge, reason: string): Dispute {
  const record = newRecord(books, 'du', 'dispute', charge.account);
  const dispute: Dispute = {
    ...record,
    payment_intent: charge.payment_intent,
    charge: charge.id,
    amount: charge.amount_captured,
    currency: charge.currency,
    reason,
    status: 'needs_response',
    balance_transactions: [
      moveBalance(books, { ...charge, id: record.id }, 'adjustment', -charge.amount_captured),
    ],
  };
  books.disputes.set(dispute.id, dispute);
  books.charges.set(charge.id, { ...charge, disputed: true });
  recordEvent(books, 'charge.dispute.created', dispute);
  return dispute;
}

/** A dispute that is won gives the money back; a lost one changes nothing further. */
export function closeDispute(books: Books, dispute: Dispute, status: 'won' | 'lost'): Dispute {
  const back = status === 'won' ? [moveBalance(books, dispute, 'adjustment', dispute.amount)] : [];
  const closed = { ...dispute, status, balance_transactions: [...dispute.balance_transactions, ...back] };
  books.disputes.set(dispute.id, closed);
  recordEvent(books, 'charge.dispute.closed', closed);
  return closed;
}
