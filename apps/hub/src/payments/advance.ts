import {
  mayHaveBeenApplied,
  forwardSteps,
  type Advance,
  type Ending,
  type Movement,
  type Saga,
  type Step,
  type StepResult,
} from './saga';

/** Definite failures to reach somebody, in a row, before an attempt without effects is given up. */
const TRIES_BEFORE_TURNING_BACK = 3;
/** Tries of a step that must not be given up, before a person is asked. */
const TRIES_BEFORE_MANUAL = 200;
const LONGEST_WAIT_MS = 300_000;
const LOG_KEPT = 40;

/** What an attempt does after a step: the whole of the saga's decisions, without its effects. */
export function advance(before: Saga, result: StepResult, now: Date): Advance {
  const saga = logged(before, result, now);
  switch (result.kind) {
    case 'placed':
      return forward({ ...saga, order: result.order }, []);
    case 'authorized':
      return forward(
        { ...saga, payment: paymentOf(result.paymentId, result.capturedBy) },
        authorizationOf(saga, result),
      );
    case 'captured':
      return forward({ ...saga, payment: paymentOf(saga.payment?.id ?? '', result.captureId) }, [
        { kind: 'capture', amount: saga.total, reference: result.captureId },
      ]);
    case 'confirmed':
      return { saga: { ...saga, tries: 0 }, movements: [], next: 'succeed', snapshot: result.snapshot };
    case 'payment_undone':
      return backward(saga, 'undo_order', result.movement === undefined ? [] : [result.movement]);
    case 'order_undone':
      return { saga: withoutOrder(saga), movements: [], next: 'fail' };
    case 'refused':
      return saga.step === 'undo_payment' || saga.step === 'undo_order'
        ? { saga, movements: [], next: 'manual' }
        : turnBack(saga, result.ending);
    case 'retry':
      return retry(saga, result);
  }
}

function forward(saga: Saga, movements: readonly Movement[]): Advance {
  const steps: readonly Step[] = forwardSteps[saga.placement];
  const rest = steps.slice(steps.indexOf(saga.step) + 1);
  // A method that cannot reserve has captured already.
  const step = rest.find((candidate) => !(candidate === 'capture' && saga.payment?.capturedBy !== undefined));
  if (step === undefined) throw new Error(`${saga.step} is never the last step.`);
  return { saga: { ...saga, step, tries: 0 }, movements, next: 'continue' };
}

function turnBack(saga: Saga, ending: Ending): Advance {
  const turned = { ...saga, ending, tries: 0 };
  if (turned.payment !== undefined)
    return { saga: { ...turned, step: 'undo_payment' }, movements: [], next: 'continue' };
  return backward(turned, 'undo_order', []);
}

/** A held order is kept for the next attempt where the payment was the trouble. */
const keepsOrder = ({ placement, ending, payment }: Saga): boolean =>
  placement === 'held' &&
  payment?.capturedBy === undefined &&
  (ending?.kind === 'failed' || ending?.kind === 'authentication');

function backward(saga: Saga, step: 'undo_order', movements: readonly Movement[]): Advance {
  if (saga.order === undefined || keepsOrder(saga)) return { saga, movements, next: 'fail' };
  return { saga: { ...saga, step, tries: 0 }, movements, next: 'continue' };
}

function retry(saga: Saga, result: Extract<StepResult, { kind: 'retry' }>): Advance {
  const tries = saga.tries + 1;
  const tried = { ...saga, tries };
  const mayGiveUp = (saga.step === 'place' || saga.step === 'authorize') && !mayHaveBeenApplied(saga);
  if (mayGiveUp && tries >= TRIES_BEFORE_TURNING_BACK) return turnBack(tried, { kind: 'unavailable' });
  if (tries >= TRIES_BEFORE_MANUAL) return { saga: tried, movements: [], next: 'manual' };
  const waitMs = Math.min(LONGEST_WAIT_MS, Math.max(result.waitMs, 100 * 2 ** Math.min(tries, 12)));
  return { saga: tried, movements: [], next: 'wait', waitMs };
}

const paymentOf = (id: string, capturedBy: string | undefined): NonNullable<Saga['payment']> =>
  capturedBy === undefined ? { id } : { id, capturedBy };

const authorizationOf = (
  { total }: Saga,
  { paymentId, capturedBy }: { paymentId: string; capturedBy?: string },
): Movement[] => [
  { kind: 'authorization', amount: total, reference: paymentId },
  ...(capturedBy === undefined ? [] : [{ kind: 'capture' as const, amount: total, reference: capturedBy }]),
];

function withoutOrder({ order: _undone, ...saga }: Saga): Saga {
  return saga;
}

function logged(saga: Saga, result: StepResult, now: Date): Saga {
  const entry = {
    step: saga.step,
    result: result.kind === 'retry' ? `${result.outcome}: ${result.why}` : result.kind,
    at: now.toISOString(),
  };
  // That a step may have been applied is remembered however many definite failures follow.
  const doubt = saga.log.find(({ step, result: was }) => step === saga.step && was.startsWith('unknown'));
  const recent = [...saga.log, entry].slice(-LOG_KEPT);
  return { ...saga, log: doubt === undefined || recent.includes(doubt) ? recent : [doubt, ...recent] };
}
