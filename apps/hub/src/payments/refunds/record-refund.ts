import { closeRefund, isRefund, recordMovement, type OrderChange } from '@acp-hub/commerce';
import type { PaymentMovement } from '@acp-hub/payment';
import {
  adjustmentBy,
  isRecorded,
  movementsOf,
  movesNothing,
  rowOf,
  type Entry,
  type Situation,
} from './money-books';
import { PAYOUT_FAILED } from './observe-provider';
import { atStep, ended, logged, type Refund } from './refund';

/** Writes what came of the refunds into books, order and timeline, once the provider says that the money moved. */
export function recordRefunds(situation: Situation): Entry | undefined {
  for (const refund of situation.books.refunds) {
    if (refund.state !== 'open' || refund.saga.step !== 'record') continue;
    const entry =
      refund.saga.providerReference === undefined
        ? byPlatformsWord(situation, refund)
        : byProvidersWord(situation, refund);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** Nobody moves money by us here: the platform says that it went back, and so do the books. */
function byPlatformsWord({ books, rules, now }: Situation, refund: Refund): Entry {
  const adjustment = adjustmentBy(books, 'platform', refund.sourceReference);
  return {
    movements: [
      {
        kind: 'refund',
        amount: refund.amount,
        currency: books.order.currency,
        provider: rules.platform,
        reference: refund.sourceReference,
        at: adjustment?.occurredAt ?? now.toISOString(),
      },
    ],
    change: closeRefund(books.order, refund.sourceReference, 'completed', now),
    refunds: [ended(logged(refund, 'recorded', now), 'recorded')],
  };
}

function byProvidersWord(situation: Situation, refund: Refund): Entry | undefined {
  const moved = movementsOf(situation, 'refund').find(({ id }) => id === refund.saga.providerReference);
  // The provider has not shown it yet; it is looked for again.
  if (moved === undefined) return undefined;
  const change = changeBy(situation, refund, moved);
  switch (moved.status) {
    case 'pending':
      return change.order === situation.books.order ? undefined : { change };
    case 'failed':
      return { change, refunds: [ended(logged(refund, 'failed', situation.now), 'manual', PAYOUT_FAILED)] };
    case 'succeeded': {
      const isCounted = isRecorded(situation.books, 'refund', refund.sourceReference);
      return {
        change,
        movements: isCounted ? [] : [rowOf(situation, 'refund', moved)],
        refunds: [afterRecord(situation, logged(refund, 'recorded', situation.now))],
      };
    }
  }
}

const changeBy = ({ books, now }: Situation, refund: Refund, moved: PaymentMovement): OrderChange => {
  const { id, amount, status, at } = moved;
  const platformRefundId =
    refund.source === 'platform' ? refund.sourceReference : standsFor(books, amount.amount);
  return recordMovement(books.order, { id, kind: 'refund', amount, status, at, platformRefundId }, now);
};

/** A refund of the platform that waits for money of that amount and has found none; `null` where there is none. */
const standsFor = ({ order, refunds }: Situation['books'], amount: number): string | null =>
  order.adjustments.find(
    (known) =>
      isRefund(known) &&
      known.status === 'pending' &&
      known.references?.provider === undefined &&
      known.amount === amount &&
      !refunds.some(
        ({ source, sourceReference, saga }) =>
          source === 'platform' &&
          sourceReference === known.references?.platform &&
          saga.providerReference !== undefined,
      ),
  )?.references?.platform ?? null;

function afterRecord({ rules }: Situation, refund: Refund): Refund {
  switch (refund.source) {
    case 'platform':
    case 'price_adjustment':
      return ended(refund, refund.saga.found ? 'matched' : 'done');
    case 'cancellation':
    case 'provider':
    case 'dispute':
      return movesNothing(rules) ? ended(refund, 'recorded') : atStep(refund, 'write_to_platform');
  }
}
