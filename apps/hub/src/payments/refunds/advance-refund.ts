import { LONGEST_WAIT_MS } from './decide';
import { atStep, ended, logged, lookAgain, type Refund } from './refund';

/** What came of an effect. */
export type EffectResult =
  /** The provider took the refund and names it. */
  | { readonly kind: 'refunded'; readonly reference: string }
  | { readonly kind: 'written' }
  /** Refused for good; nothing was applied. */
  | { readonly kind: 'refused'; readonly because: 'amount' | 'other'; readonly why: string }
  /** Failed for the moment. `unknown`: it may have been applied, so that the next try looks first. */
  | {
      readonly kind: 'retry';
      readonly outcome: 'not_applied' | 'unknown';
      readonly waitMs: number;
      readonly why: string;
    };

/** The provider's "too much" is believed after so many fresh looks at what is left. */
const ROUNDS = 3;
/** Tries of a step before a person is asked: most of a day. */
const TRIES_BEFORE_MANUAL = 200;

/** What a refund does after one of its effects. */
export function advanceRefund(before: Refund, result: EffectResult, now: Date): Refund {
  const refund = logged(before, describe(result), now);
  switch (result.kind) {
    case 'refunded': {
      const next = atStep(refund, 'record');
      return { ...next, saga: { ...next.saga, providerReference: result.reference } };
    }
    case 'written':
      return ended(refund, 'done');
    case 'refused':
      return refused(refund, result);
    case 'retry':
      return retried(refund, result, now);
  }
}

function refused(refund: Refund, { because, why }: Extract<EffectResult, { kind: 'refused' }>): Refund {
  if (refund.saga.step === 'write_to_platform') return unwritten(refund, because, why);
  if (because !== 'amount' || refund.saga.round >= ROUNDS)
    return ended(refund, 'manual', `The provider refuses the refund: ${why}`);
  return lookAgain(refund);
}

/** The money has moved, so that only the platform's books are at stake. */
function unwritten(refund: Refund, because: 'amount' | 'other', why: string): Refund {
  if (refund.source === 'cancellation') return ended(refund, 'done');
  // The platform has refunds of its own that leave no room: it knows.
  if (because === 'amount') return ended(refund, 'recorded');
  return ended(refund, 'manual', `The platform does not take a refund that was made, enter it there: ${why}`);
}

function retried(
  refund: Refund,
  { waitMs, why }: Extract<EffectResult, { kind: 'retry' }>,
  now: Date,
): Refund {
  const tries = refund.saga.tries + 1;
  if (tries >= TRIES_BEFORE_MANUAL) return ended(refund, 'manual', why);
  const wait = Math.min(LONGEST_WAIT_MS, Math.max(waitMs, 250 * 2 ** Math.min(tries, 12)));
  const notBefore = new Date(now.getTime() + wait).toISOString();
  return { ...refund, saga: { ...refund.saga, tries, notBefore } };
}

function describe(result: EffectResult): string {
  switch (result.kind) {
    case 'retry':
      return `${result.outcome}: ${result.why}`;
    case 'refused':
      return `refused: ${result.why}`;
    case 'refunded':
    case 'written':
      return result.kind;
  }
}
