import type { PaymentMovement } from '@acp-hub/payment';
import { movementsOf, type Entry, type MoneyBooks, type Situation } from './money-books';
import { atStep, logged, newRefund, type Refund } from './refund';

/**
 * Says whose every refund at the provider is: one that the hub sent and lost the answer of, one that the merchant
 * made for what the hub was asked to refund as well, or one of the provider's side alone. Told apart by the amount,
 * for that is all the three have in common; which of two equal ones stands for which makes no difference.
 */
export function attributeRefunds(situation: Situation): Entry | undefined {
  const { books, now } = situation;
  const unclaimed = movementsOf(situation, 'refund').find(
    (refund) => refund.status !== 'failed' && !isClaimed(books, refund),
  );
  if (unclaimed === undefined) return undefined;
  const claimant = claimants(books.refunds).find(({ amount }) => amount === unclaimed.amount.amount);
  if (claimant === undefined) {
    const opened = newRefund('provider', unclaimed.id, unclaimed.amount.amount);
    return { opened: [{ ...opened, saga: { ...opened.saga, providerReference: unclaimed.id } }] };
  }
  const sent = claimant.saga.step === 'refund_payment';
  const found = atStep(logged(claimant, 'found', now), 'record');
  const { why: _settled, ...saga } = found.saga;
  return {
    refunds: [
      {
        ...found,
        state: 'open',
        saga: { ...saga, providerReference: unclaimed.id, ...(sent ? {} : { found: true }) },
      },
    ],
  };
}

export const isClaimed = ({ refunds }: MoneyBooks, { id }: PaymentMovement): boolean =>
  refunds.some(({ saga }) => saga.providerReference === id);

/** Who may have been waiting for it: first what was sent and not heard of, then what the platform asked for. */
function claimants(refunds: readonly Refund[]): Refund[] {
  const waiting = refunds.filter(
    ({ state, amount, saga }) =>
      saga.providerReference === undefined &&
      amount > 0 &&
      (state === 'open' || state === 'manual' || state === 'recorded'),
  );
  const rank = ({ source, saga }: Refund): number =>
    saga.step === 'refund_payment' ? 0 : source === 'platform' ? 1 : 2;
  return waiting.toSorted((one, other) => rank(one) - rank(other));
}
