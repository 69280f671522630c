import { recordEvent } from '../events/event';
import { refuse, type Refusal } from '../refusal';
import { amountObstacle } from './amounts';
import { moveBalance } from './balance';
import { newRecord, type Books } from './books';
import type { Charge, Metadata, PaymentIntent, Refund } from './records';

export interface CreateRefund {
  readonly amount?: number | undefined;
  readonly reason: string | null;
  readonly metadata: Metadata;
}

/** Gives back all or part of what was captured, as often as something is left. */
export function createRefund(
  books: Books,
  intent: PaymentIntent,
  wanted: CreateRefund,
): { readonly ok: true; readonly value: Refund } | Refusal {
  const charge = books.charges.get(intent.latest_charge ?? '');
  if (charge?.captured !== true)
    return refuse(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      param: 'payment_intent',
      payment_intent: intent,
    });
  const left = charge.amount_captured - charge.amount_refunded;
  const amount = wanted.amount ?? left;
  const obstacle = refundObstacle(charge, amount, left) ?? amountObstacle(amount, charge.currency, 'amount');
  if (obstacle !== undefined) return obstacle;

  const amount_refunded = charge.amount_refunded + amount;
  const refunded = { ...charge, amount_refunded, refunded: amount_refunded === charge.amount_captured };
  books.charges.set(charge.id, refunded);
  const record = newRecord(books, 're', 'refund', charge.account);
  const refund: Refund = {
    ...record,
    payment_intent: intent.id,
    charge: charge.id,
    amount,
    currency: charge.currency,
    status: 'succeeded',
    reason: wanted.reason,
    metadata: wanted.metadata,
    balance_transaction: moveBalance(books, { ...charge, id: record.id }, 'refund', -amount).id,
  };
  books.refunds.set(refund.id, refund);
  recordEvent(books, 'charge.refunded', refunded);
  return { ok: true, value: refund };
}

/** The buyer's bank sends it back: the money returns to the balance, and the charge may be refunded anew. */
export function failRefund(books: Books, refund: Refund): Refund {
  const charge = books.charges.get(refund.charge);
  if (charge === undefined) throw new Error(`There is no charge ${refund.charge}.`);
  const amount_refunded = charge.amount_refunded - refund.amount;
  books.charges.set(charge.id, { ...charge, amount_refunded, refunded: false });
  moveBalance(books, refund, 'refund_failure', refund.amount);
  const failed: Refund = { ...refund, status: 'failed' };
  books.refunds.set(failed.id, failed);
  recordEvent(books, 'refund.failed', failed);
  return failed;
}

function refundObstacle(charge: Charge, amount: number, left: number): Refusal | undefined {
  if (charge.disputed)
    return refuse(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    });
  if (left === 0)
    return refuse(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  return amount > left
    ? refuse(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, {
        param: 'amount',
      })
    : undefined;
}
