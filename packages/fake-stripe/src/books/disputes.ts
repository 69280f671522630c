import { recordEvent } from '../events/event';
import { moveBalance } from './balance';
import { newRecord, type Books } from './books';
import type { Charge, Dispute } from './records';

/** The buyer's bank takes back what was captured, until the dispute is decided. */
export function openDispute(books: Books, charge: Charge, reason: string): Dispute {
  const dispute: Dispute = {
    ...newRecord(books, 'du', 'dispute', charge.account),
    payment_intent: charge.payment_intent,
    charge: charge.id,
    amount: charge.amount_captured,
    currency: charge.currency,
    reason,
    status: 'needs_response',
  };
  books.disputes.set(dispute.id, dispute);
  books.charges.set(charge.id, { ...charge, disputed: true });
  moveBalance(books, { ...charge, id: dispute.id }, 'adjustment', -dispute.amount);
  recordEvent(books, 'charge.dispute.created', dispute);
  return dispute;
}

/** A dispute that is won gives the money back; a lost one changes nothing further. */
export function closeDispute(books: Books, dispute: Dispute, status: 'won' | 'lost'): Dispute {
  const closed = { ...dispute, status };
  books.disputes.set(dispute.id, closed);
  if (status === 'won') moveBalance(books, dispute, 'adjustment', dispute.amount);
  recordEvent(books, 'charge.dispute.closed', closed);
  return closed;
}
