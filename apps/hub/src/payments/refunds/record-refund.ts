import { closeRefund, isOneSitting, isRefund, recordMovement, type OrderChange } from '@acp-hub/commerce';
import type { PaymentMovement } from '@acp-hub/payment';
import {
  adjustmentBy,
  isRecorded,
  leftToRefund,
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

function changeBy(situation: Situation, refund: Refund, moved: PaymentMovement): OrderChange {
  const { source, sourceReference } = refund;
  const { id, amount, status, at } = moved;
  const platformRefundId =
    source === 'platform' ? sourceReference : standsFor(situation, refund, amount.amount);
  return recordMovement(
    situation.books.order,
    {
      ...{ id, kind: 'refund', amount, status, at, platformRefundId },
      ...(source === 'price_adjustment' ? { priceAdjustmentId: sourceReference } : {}),
    },
    situation.now,
  );
}

/**
 * A refund of the platform that waits for money of that amount and has found none; `null` where there is none. What
 * goes back for an edit stands for a refund of another time only where there is no room for both.
 */
function standsFor(situation: Situation, { source, sourceReference }: Refund, amount: number): string | null {
  const { order, refunds } = situation.books;
  const edit =
    source === 'price_adjustment' ? order.adjustments.find(({ id }) => id === sourceReference) : undefined;
  const hasRoom = amount <= leftToRefund(situation);
  const waiting = order.adjustments.find(
    (known) =>
      isRefund(known) &&
      known.status === 'pending' &&
      known.references?.provider === undefined &&
      known.amount === amount &&
      (edit === undefined || !hasRoom || isOneSitting(edit.occurredAt, known.occurredAt)) &&
      !refunds.some(
        (each) =>
          each.source === 'platform' &&
          each.sourceReference === known.references?.platform &&
          each.saga.providerReference !== undefined,
      ),
  );
  return waiting?.references?.platform ?? null;
}

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
