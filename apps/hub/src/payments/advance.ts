import {
  doubted,
  logged,
  mayHaveBeenApplied,
  type Advance,
  type Ending,
  type Movement,
  type Saga,
  type StepResult,
} from './saga';
import { forwardStepsOf } from './step-order';

/** Definite failures to reach somebody, in a row, before an attempt without effects is given up. */
const TRIES_BEFORE_TURNING_BACK = 3;
/** Tries of a step that must not be given up, before a person is asked: sixteen hours, an outage over night. */
const TRIES_BEFORE_MANUAL = 200;
const LONGEST_WAIT_MS = 300_000;

/** What an attempt does after a step: the whole of the saga's decisions, without its effects. */
export function advance(before: Saga, result: StepResult, now: Date): Advance {
  const saga = noted(before, result, now);
  switch (result.kind) {
    case 'placed':
      return forward({ ...saga, order: result.order }, []);
    case 'misplaced':
      return misplaced({ ...saga, order: result.order });
    case 'authorized':
      return forward(
        { ...saga, payment: paymentOf(result.paymentId, result.capturedBy) },
        takenBy(saga, result),
      );
    case 'captured':
      return forward({ ...saga, payment: paymentOf(saga.payment?.id ?? '', result.captureId) }, [
        { kind: 'capture', amount: saga.total, reference: result.captureId },
      ]);
    case 'confirmed':
      return {
        saga: { ...saga, tries: 0 },
        movements: saga.flow === 'platform' ? takenByPlatform(saga) : [],
        next: 'succeed',
        snapshot: result.snapshot,
      };
    case 'payment_undone':
      return undoOrder(saga, result.movements);
    case 'order_undone':
      return { saga: withoutOrder(saga), movements: [], next: 'fail' };
    case 'refused':
      return saga.step === 'undo_payment' || saga.step === 'undo_order'
        ? { saga, movements: [], next: 'manual' }
        : turnBack(saga, result.ending);
    case 'unclear':
      return { saga, movements: [], next: 'manual' };
    case 'retry':
      return retry(saga, result);
  }
}

function forward(saga: Saga, movements: readonly Movement[]): Advance {
  const steps = forwardStepsOf(saga);
  const rest = steps.slice(steps.findIndex((step) => step === saga.step) + 1);
  // A single method of a provider that reserves may have captured already.
  const step = rest.find((candidate) => !(candidate === 'capture' && saga.payment?.capturedBy !== undefined));
  if (step === undefined) throw new Error(`${saga.step} is never the last step.`);
  return { saga: { ...saga, step, tries: 0 }, movements, next: 'continue' };
}

/** A platform that takes the money itself has taken it for the wrong order, and only it can give it back. */
const misplaced = (saga: Saga): Advance =>
  saga.flow === 'platform' && saga.placement === 'final'
    ? { saga, movements: [], next: 'manual' }
    : turnBack(saga, { kind: 'changed' });

function turnBack(saga: Saga, ending: Ending): Advance {
  const turned = { ...saga, ending, tries: 0 };
  return mayHoldMoney(turned)
    ? { saga: { ...turned, step: 'undo_payment' }, movements: [], next: 'continue' }
    : undoOrder(turned, []);
}

/** A payment is known, or one may have been opened whose answer never came. One that waits for 3-D Secure is let wait. */
const mayHoldMoney = (saga: Saga): boolean =>
  saga.ending?.kind !== 'authentication' &&
  (saga.payment !== undefined || mayHaveBeenApplied(saga, 'authorize'));

/** A held order is kept for the next attempt where the payment was the trouble. */
const keepsOrder = ({ placement, ending, payment }: Saga): boolean =>
  placement === 'held' &&
  payment?.capturedBy === undefined &&
  (ending?.kind === 'failed' || ending?.kind === 'authentication');

function undoOrder(saga: Saga, movements: readonly Movement[]): Advance {
  if (saga.order === undefined || keepsOrder(saga)) return { saga, movements, next: 'fail' };
  return { saga: { ...saga, step: 'undo_order', tries: 0 }, movements, next: 'continue' };
}

function retry(saga: Saga, result: Extract<StepResult, { kind: 'retry' }>): Advance {
  const tries = saga.tries + 1;
  const tried = { ...saga, tries };
  const mayGiveUp =
    (saga.step === 'place' || saga.step === 'authorize') && !mayHaveBeenApplied(saga, saga.step);
  if (mayGiveUp && tries >= TRIES_BEFORE_TURNING_BACK) return turnBack(tried, { kind: 'unavailable' });
  if (tries >= TRIES_BEFORE_MANUAL) return { saga: tried, movements: [], next: 'manual' };
  const waitMs = Math.min(LONGEST_WAIT_MS, Math.max(result.waitMs, 100 * 2 ** Math.min(tries, 12)));
  return { saga: tried, movements: [], next: 'wait', waitMs };
}

const paymentOf = (id: string, capturedBy: string | undefined): NonNullable<Saga['payment']> =>
  capturedBy === undefined ? { id } : { id, capturedBy };

const takenBy = (
  { total }: Saga,
  { paymentId, capturedBy }: { readonly paymentId: string; readonly capturedBy?: string },
): Movement[] => [
  { kind: 'authorization', amount: total, reference: paymentId },
  ...(capturedBy === undefined ? [] : [{ kind: 'capture' as const, amount: total, reference: capturedBy }]),
];

/** What a platform takes is known by its order alone. */
const takenByPlatform = (saga: Saga): Movement[] => {
  const reference = saga.order?.platformOrderId ?? '';
  return takenBy(saga, { paymentId: reference, capturedBy: reference });
};

function withoutOrder({ order: _undone, ...saga }: Saga): Saga {
  return saga;
}

/** The saga with what happened written into it. That a step may have been applied is remembered for good. */
function noted(saga: Saga, result: StepResult, now: Date): Saga {
  const unsure = result.kind === 'retry' && result.outcome === 'unknown' ? doubted(saga, now) : saga;
  return logged(unsure, describe(result), now);
}

function describe(result: StepResult): string {
  if (result.kind === 'retry') return `${result.outcome}: ${result.why}`;
  return result.kind === 'refused' || result.kind === 'unclear'
    ? `${result.kind}: ${result.why}`
    : result.kind;
}
