import { newRecord, type Books } from './books';
import type { BalanceTransaction, Charge } from './records';

/** Stripe's list prices in the US: 2.9 % and 30 cents; a refund costs nothing and gives no fee back. */
const feeOf = (amount: number): number => Math.round(amount * 0.029) + 30;
/** A dispute costs 15 dollars, won or lost. */
const DISPUTE_FEE = 1_500;

/** Books one change of the balance. @param amount what the buyer paid, or got back if negative. */
export function moveBalance(
  books: Books,
  about: Pick<Charge, 'id' | 'account' | 'currency'>,
  type: BalanceTransaction['type'],
  amount: number,
): BalanceTransaction {
  const isDispute = type === 'adjustment' && amount < 0;
  const fee = type === 'charge' ? feeOf(amount) : isDispute ? DISPUTE_FEE : 0;
  const entry: BalanceTransaction = {
    ...newRecord(books, 'txn', 'balance_transaction', about.account),
    type,
    source: about.id,
    amount,
    fee,
    net: amount - fee,
    currency: about.currency,
  };
  books.balance.set(entry.id, entry);
  return entry;
}
