import type { Adjustment, Order, OrderChange } from '@acp-hub/commerce';
import type { Payment, PaymentMovement } from '@acp-hub/payment';
import type { Finding } from '../findings';
import type { MovementKind, NewRefund, RecordedMovement, Refund } from './refund';

/** What the hub has written down about an order's money. */
export interface MoneyBooks {
  readonly order: Order;
  /** Oldest first. */
  readonly refunds: readonly Refund[];
  readonly movements: readonly RecordedMovement[];
}

/** What decides beside the books: the merchant's policy and what the two sides can do. */
export interface MoneyRules {
  readonly policy: 'follow_platform' | 'record_only';
  readonly provider: string;
  readonly platform: string;
  readonly providerRefunds: 'partial' | 'full' | 'none';
  readonly platformRefunds: 'partial' | 'full' | 'none';
  /** A refund that is written a second time under its key is still one. */
  readonly platformKnowsKeys: boolean;
}

/** What is written into the books in one statement. */
export interface Entry {
  readonly opened?: readonly NewRefund[];
  readonly refunds?: readonly Refund[];
  readonly movements?: readonly RecordedMovement[];
  readonly change?: OrderChange;
  /** What a person must see to that is no refund. */
  readonly findings?: readonly Pick<Finding, 'code' | 'reference' | 'detail'>[];
}

/** A decision is made from the books, the provider's fresh view of the payment, and the rules; nothing else. */
export interface Situation {
  readonly books: MoneyBooks;
  /** `undefined`: the provider knows no such payment. */
  readonly payment: Payment | undefined;
  readonly rules: MoneyRules;
  /** Whoever was at it before died of it, and what that sent may still arrive. */
  readonly abandoned: boolean;
  readonly now: Date;
}

export const isRecorded = ({ movements }: MoneyBooks, kind: MovementKind, reference: string): boolean =>
  movements.some((movement) => movement.kind === kind && movement.reference === reference);

/** The movement as a row of the books. */
export const rowOf = (
  { rules }: Situation,
  kind: MovementKind,
  { id, amount, at }: Pick<PaymentMovement, 'id' | 'amount' | 'at'>,
): RecordedMovement => ({
  kind,
  amount: amount.amount,
  currency: amount.currency,
  provider: rules.provider,
  reference: id,
  at,
});

export const movementsOf = (
  { payment }: Pick<Situation, 'payment'>,
  kind: PaymentMovement['kind'],
): PaymentMovement[] => payment?.movements.filter((movement) => movement.kind === kind) ?? [];

/** Who paid where a person gave the money back outside of the provider. */
export const BY_HAND = 'manual';

/** What may still go back: captured, less what was refunded in either way and what the buyer's bank took back. */
export function leftToRefund(situation: Pick<Situation, 'books' | 'payment'>): number {
  const { books, payment } = situation;
  if (payment === undefined) return 0;
  const byHand = books.movements
    .filter(({ kind, provider }) => kind === 'refund' && provider === BY_HAND)
    .reduce((sum, { amount }) => sum + amount, 0);
  const disputed = movementsOf(situation, 'dispute')
    .filter(({ status }) => status !== 'failed')
    .reduce((sum, { amount }) => sum + amount.amount, 0);
  return Math.max(0, payment.captured.amount - payment.refunded.amount - disputed - byHand);
}

export const adjustmentBy = (
  { order }: MoneyBooks,
  side: 'platform' | 'provider',
  reference: string | undefined,
): Adjustment | undefined =>
  reference === undefined
    ? undefined
    : order.adjustments.find(({ references }) => references?.[side] === reference);

/** The hub's own word for the money's whereabouts where it neither follows nor can move it. */
export const movesNothing = ({ policy }: MoneyRules): boolean => policy === 'record_only';

/** Money may be moved for it, or is just being. */
export const isMoving = ({ saga: { step } }: Refund): boolean =>
  step === 'match' || step === 'refund_payment';
