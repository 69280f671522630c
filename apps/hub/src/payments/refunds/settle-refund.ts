import { closeRefund, recordMovement, type OrderChange } from '@acp-hub/commerce';
import type { Entry, MoneyBooks } from './money-books';
import type { Settlement } from './ports';
import { ended, logged, type Refund } from './refund';

/** Who paid where a person gave the money back outside of the provider. */
const BY_HAND = 'manual';

/** What a person's word makes of a refund that nobody else could settle. */
export function settleRefund(
  books: MoneyBooks,
  refund: Refund,
  { note, paid }: Settlement,
  now: Date,
): Entry {
  const settled = ended(logged(refund, `settled: ${note}`, now), paid ? 'done' : 'recorded');
  if (movedBefore(books, refund)) return { refunds: [settled] };
  if (!paid)
    return { refunds: [settled], change: closeRefund(books.order, refund.sourceReference, 'failed', now) };
  const { currency } = books.order;
  const at = now.toISOString();
  return {
    refunds: [settled],
    movements: [
      { kind: 'refund', amount: refund.amount, currency, provider: BY_HAND, reference: refund.refundId, at },
    ],
    change: paidByHand(books, refund, at, now),
  };
}

/** The money itself had moved, and only the platform would not write it down. */
const movedBefore = ({ movements }: MoneyBooks, { saga: { providerReference } }: Refund): boolean => {
  const count = (kind: string) =>
    movements.filter((row) => row.kind === kind && row.reference === providerReference).length;
  return count('refund') > count('refund_failure') || count('dispute') > 0;
};

function paidByHand({ order }: MoneyBooks, refund: Refund, at: string, now: Date): OrderChange {
  const platformRefundId = refund.source === 'platform' ? refund.sourceReference : null;
  const closed =
    platformRefundId === null ? undefined : closeRefund(order, platformRefundId, 'completed', now);
  if (closed !== undefined && closed.order !== order) return closed;
  const amount = { amount: refund.amount, currency: order.currency };
  return recordMovement(
    order,
    { id: refund.refundId, kind: 'refund', amount, status: 'succeeded', at, platformRefundId: null },
    now,
  );
}
