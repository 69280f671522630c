import { closeRefund, recordMovement, type OrderChange } from '@acp-hub/commerce';
import type { Payment } from '@acp-hub/payment';
import { totalsOf } from '../ledger/running-sums';
import { isClaimed } from './attribute-refunds';
import { BY_HAND, isMoving, leftToRefund, movementsOf, type Entry, type MoneyBooks } from './money-books';
import type { Settlement } from './ports';
import { ended, logged, type Refund } from './refund';

export type Settled =
  | { readonly kind: 'entry'; readonly entry: Entry }
  /** Why the books cannot take the person's word, and what to do; a clause without a full stop. */
  | { readonly kind: 'refused'; readonly why: string };

/**
 * What a person's word makes of a refund that nobody else could settle.
 *
 * @param payment the provider's view; `undefined` where the provider knows none or was not to be asked.
 */
export function settleRefund(
  books: MoneyBooks,
  payment: Payment | undefined,
  refund: Refund,
  settlement: Settlement,
  now: Date,
): Settled {
  const { note, paid } = settlement;
  const settled = ended(logged(refund, `settled: ${note}`, now), paid ? 'done' : 'recorded');
  if (movedBefore(books, refund)) return entryOf({ refunds: [settled] });
  if (!paid)
    return entryOf({
      refunds: [settled],
      change: closeRefund(books.order, refund.sourceReference, 'failed', now),
    });
  const left = leftOf(books, payment);
  // Of a cancellation it may not be known yet how much there is to give back.
  const amount = settlement.amount ?? (refund.amount > 0 ? refund.amount : left);
  const why = settlement.unverified ? nothingAt(amount) : obstacle(books, payment, amount, left);
  if (why !== undefined) return { kind: 'refused', why };
  const { currency } = books.order;
  const at = now.toISOString();
  return entryOf({
    refunds: [{ ...settled, amount }],
    movements: [{ kind: 'refund', amount, currency, provider: BY_HAND, reference: refund.refundId, at }],
    change: paidByHand(books, refund, amount, at, now),
  });
}

const entryOf = (entry: Entry): Settled => ({ kind: 'entry', entry });

/** The money itself had moved, and only the platform would not write it down. */
const movedBefore = ({ movements }: MoneyBooks, { saga: { providerReference } }: Refund): boolean => {
  const count = (kind: string) =>
    movements.filter((row) => row.kind === kind && row.reference === providerReference).length;
  return count('refund') > count('refund_failure') || count('dispute') > 0;
};

/** The provider knows best; where it cannot tell, the books do. */
function leftOf(books: MoneyBooks, payment: Payment | undefined): number {
  if (payment !== undefined) return leftToRefund({ books, payment });
  const sums = totalsOf(books.movements).get(books.order.currency);
  return sums === undefined ? 0 : Math.max(0, sums.captured - sums.refunded - sums.disputed);
}

const nothingAt = (amount: number): string | undefined =>
  amount > 0 ? undefined : 'nothing of the payment is left to be given back; settle it as not_refunded';

function obstacle(
  books: MoneyBooks,
  payment: Payment | undefined,
  amount: number,
  left: number,
): string | undefined {
  const unknown = movementsOf({ payment }, 'refund').find(
    (refund) => refund.status !== 'failed' && !isClaimed(books, refund),
  );
  if (unknown !== undefined)
    return `the provider knows of a refund that the books do not have yet (${unknown.id}); a running hub takes it in within seconds, look at the case again then`;
  const moving = books.refunds.find((each) => each.state === 'open' && isMoving(each));
  if (moving !== undefined)
    return `another refund of this order is on its way (${moving.refundId}); wait until it has ended`;
  if (amount > 0 && amount <= left) return undefined;
  return (
    nothingAt(left) ??
    `only ${left} of the payment is left, and ${amount} would be more than the buyer paid (minor units); if it is money that went back already, settle it as not_refunded; if the buyer was paid less in another way, say with --amount how much, and with --unverified that it truly was so much`
  );
}

/** A part is a refund of its own: what the platform asked for was not paid. */
function paidByHand(
  { order }: MoneyBooks,
  refund: Refund,
  amount: number,
  at: string,
  now: Date,
): OrderChange {
  const isWhole = amount === refund.amount;
  const platformRefundId = refund.source === 'platform' ? refund.sourceReference : null;
  const closed =
    platformRefundId === null
      ? undefined
      : closeRefund(order, platformRefundId, isWhole ? 'completed' : 'failed', now);
  if (isWhole && closed !== undefined && closed.order !== order) return closed;
  const own = recordMovement(
    closed?.order ?? order,
    {
      id: refund.refundId,
      kind: 'refund',
      amount: { amount, currency: order.currency },
      status: 'succeeded',
      at,
      platformRefundId: null,
    },
    now,
  );
  return { order: own.order, changes: [...(closed?.changes ?? []), ...own.changes] };
}
