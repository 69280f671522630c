import { attributeRefunds } from './attribute-refunds';
import { doubtWrites } from './doubt-writes';
import {
  adjustmentBy,
  isMoving,
  leftToRefund,
  movesNothing,
  type Entry,
  type Situation,
} from './money-books';
import { observeProvider } from './observe-provider';
import { openRefunds } from './open-refunds';
import { recordRefunds } from './record-refund';
import { ended, logged, lookAgain, type Refund } from './refund';
import { startRefund } from './start-refund';

/** What is next for an order's money. */
export type Decision =
  /** Into the hub's own books, all at once; then decide again. */
  | { readonly kind: 'write'; readonly entry: Entry }
  /** Send it, under a key that derives from the refund; it may have been sent before. */
  | { readonly kind: 'refund_payment'; readonly refund: Refund }
  | { readonly kind: 'write_to_platform'; readonly refund: Refund }
  /** Nothing, or nothing before `waitMs`. */
  | { readonly kind: 'rest'; readonly waitMs?: number };

/** How soon a refund that the provider settles later, or does not show yet, is looked at unless it tells before. */
const SETTLING_MS = 10 * 60_000;
/** No refund waits longer, whatever its time says: the clock may have been set. */
export const LONGEST_WAIT_MS = 5 * 60_000;

/**
 * What happens next with an order's money after the sale: the whole of the decisions, without their effects. First
 * everything that has happened is written down, so that no money is moved twice for one reason; then one effect.
 */
export function decide(situation: Situation): Decision {
  const entry =
    doubtWrites(situation) ??
    observeProvider(situation) ??
    recordRefunds(situation) ??
    openRefunds(situation) ??
    attributeRefunds(situation) ??
    leaveUnwritten(situation) ??
    start(situation);
  return entry === undefined ? nextEffect(situation) : { kind: 'write', entry };
}

/** One after the other: what is left for the second depends on what became of the first. */
const moving = ({ books }: Situation): Refund | undefined =>
  books.refunds.find((refund) => refund.state === 'open' && isMoving(refund));

function start(situation: Situation): Entry | undefined {
  const first = moving(situation);
  if (first === undefined || waitOf(first, situation.now) > 0) return undefined;
  if (first.saga.step === 'match') return { refunds: [startRefund(situation, first)] };
  // Others took of what was left since it was to be sent: it is not even tried.
  return first.amount > leftToRefund(situation)
    ? { refunds: [lookAgain(logged(first, 'more than is left', situation.now))] }
    : undefined;
}

/** What the platform cannot take, or has by now, is not written to it. */
function leaveUnwritten({ books, rules, now }: Situation): Entry | undefined {
  for (const refund of books.refunds) {
    if (refund.state !== 'open' || refund.saga.step !== 'write_to_platform') continue;
    const isThere =
      adjustmentBy(books, 'provider', refund.saga.providerReference)?.references?.platform !== undefined;
    if (isThere) return { refunds: [ended(logged(refund, 'known there', now), 'done')] };
    const isWhole = refund.amount === books.order.totals.total;
    if (movesNothing(rules)) return { refunds: [ended(refund, 'recorded')] };
    if (rules.platformRefunds === 'none' || (rules.platformRefunds === 'full' && !isWhole))
      return { refunds: [ended(logged(refund, 'not for the platform', now), 'recorded')] };
  }
  return undefined;
}

function nextEffect(situation: Situation): Decision {
  const { books, now } = situation;
  const open = books.refunds.filter(({ state }) => state === 'open');
  const first = moving(situation);
  if (first?.saga.step === 'refund_payment' && waitOf(first, now) === 0)
    return { kind: 'refund_payment', refund: first };
  const toWrite = open.find(
    (refund) => refund.saga.step === 'write_to_platform' && waitOf(refund, now) === 0,
  );
  if (toWrite !== undefined) return { kind: 'write_to_platform', refund: toWrite };
  // Who waits behind the first has no time of its own.
  const waiting = open.filter((refund) => refund === first || !isMoving(refund));
  const waits = waiting.map((refund) =>
    refund.saga.step === 'record' ? SETTLING_MS : Math.max(1, waitOf(refund, now)),
  );
  return waits.length === 0 ? { kind: 'rest' } : { kind: 'rest', waitMs: Math.min(...waits) };
}

function waitOf({ saga }: Refund, now: Date): number {
  if (saga.notBefore === undefined) return 0;
  const wait = Date.parse(saga.notBefore) - now.getTime();
  return wait > LONGEST_WAIT_MS ? 0 : Math.max(0, wait);
}
