import { isOneSitting, type Adjustment } from '@acp-hub/commerce';
import { adjustmentBy, leftToRefund, movementsOf, type Situation } from './money-books';
import type { Refund } from './refund';

/** A refund at the provider that may have given the same money back already. */
export interface PerhapsMade {
  /** The provider's. */
  readonly reference: string;
  /** When what it went back for happened. RFC 3339. */
  readonly at: string;
  readonly isCertain: boolean;
}

/**
 * An edit and a refund of the very amount: a merchant may have made both for one thing, or each for one of its own.
 * Made in one sitting they are one, and so they are where there is no room for both; otherwise the merchant alone knows.
 */
export function perhapsMade(situation: Situation, refund: Refund): PerhapsMade | undefined {
  switch (refund.source) {
    case 'price_adjustment':
      return beforeEdit(situation, refund);
    case 'platform':
      return forEditBefore(situation, refund);
    case 'cancellation':
    case 'provider':
    case 'dispute':
      return undefined;
  }
}

/** A refund that stands for no other edit. */
function beforeEdit(situation: Situation, { sourceReference, amount }: Refund): PerhapsMade | undefined {
  const edit = situation.books.order.adjustments.find(({ id }) => id === sourceReference);
  const hasRoom = amount <= leftToRefund(situation);
  const found = madeOf(situation, amount, 'price_adjustment').map(({ id, at }) => {
    const since = adjustmentBy(situation.books, 'provider', id)?.occurredAt ?? at;
    const isCertain = !hasRoom || edit === undefined || isOneSitting(edit.occurredAt, since);
    return { reference: id, at: since, isCertain };
  });
  return found.find(({ isCertain }) => isCertain) ?? found[0];
}

/** One that the hub made for an edit of another time; of the same time the order itself has tied the two. */
function forEditBefore(situation: Situation, { amount }: Refund): PerhapsMade | undefined {
  for (const { id } of madeOf(situation, amount, 'platform')) {
    const made = adjustmentBy(situation.books, 'provider', id);
    const edit = editOf(situation, made);
    if (edit !== undefined && made?.references?.platform === undefined)
      return { reference: id, at: edit.occurredAt, isCertain: false };
  }
  return undefined;
}

const madeOf = (situation: Situation, amount: number, by: Refund['source']) =>
  movementsOf(situation, 'refund').filter(
    ({ id, status, amount: made }) =>
      status !== 'failed' &&
      made.amount === amount &&
      !situation.books.refunds.some(({ source, saga }) => source === by && saga.providerReference === id),
  );

const editOf = ({ books }: Situation, made: Adjustment | undefined): Adjustment | undefined =>
  books.order.adjustments.find(({ id }) => id === made?.references?.priceAdjustment);
