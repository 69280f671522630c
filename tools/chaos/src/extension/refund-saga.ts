import { hubModule } from './hub-module';
import { methodOf } from './method-of';
import { goOnUnlessStopped, halt, nameAttempt, report } from './obey';
import type { WatchedSaga } from './sagas';
import { nextRun, watchedStep } from './watched-step';

interface Refund {
  readonly refundId: string;
  readonly source: string;
  readonly state: string;
  readonly saga: { readonly step: string; readonly log: readonly { readonly step: string }[] };
}

interface Stored {
  readonly order: { readonly sessionId: string };
}

interface Entry {
  readonly opened?: readonly Omit<Refund, 'refundId'>[];
  readonly refunds?: readonly Refund[];
}

const NAME = 'refund';
const DESK = ['persistence/payments/money-desk-repository', 'MoneyDeskRepository'] as const;
/** Steps that are nothing but a statement of the hub's own. */
const IN_THE_BOOKS: readonly string[] = ['match', 'record'];
/** A refund is not tried anew as a sale is. */
const ATTEMPT = 1;
/** What a provider cannot be brought to do. */
const IMPOSSIBLE: Readonly<Record<'sandbox' | 'stripe', readonly string[]>> = {
  sandbox: ['dispute'],
  stripe: [],
};

const refundSteps = () =>
  hubModule<{ refundSteps: Readonly<Record<string, readonly string[]>> }>('payments/refunds/refund')
    .refundSteps;

/** The steps of what goes back to the buyer after the sale: effects, and what is written down, each a statement. */
export const refunds: WatchedSaga = {
  name: NAME,
  stepsOf: ({ bank }) =>
    Object.entries(refundSteps())
      .filter(([source]) => !IMPOSSIBLE[bank].includes(source))
      .flatMap(([source, steps]) => steps.map((step) => `${source}/${step}`)),
  watch() {
    const steps = new Set(Object.values(refundSteps()).flat());
    for (const step of steps) if (!IN_THE_BOOKS.includes(step)) watchEffect(step);
    watchTurns();
    watchWrites();
  },
};

/** By the name that the hub gives an effect's module and function. @throws Error where there is none. */
function watchEffect(step: string): void {
  const effects = hubModule<Record<string, unknown>>(`payments/refunds/effects/${step.replaceAll('_', '-')}`);
  const name = step.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  const effect = effects[name];
  if (typeof effect !== 'function')
    throw new Error(`There is no ${name} in the hub: mend tools/chaos/src/extension/refund-saga.ts.`);
  effects[name] = (...values: readonly unknown[]): Promise<unknown> => {
    const { refundId: id, source } = values[0] as Refund;
    const subject = { id, sessionId: sessions.get(id) ?? 'none', attempt: ATTEMPT, resumed: false };
    return watchedStep({ saga: NAME, step: `${source}/${step}`, ...subject, moments: ['before'] }, () =>
      Promise.resolve(Reflect.apply(effect, undefined, values)),
    );
  };
}

/** Sessions by refund id. */
const sessions = new Map<string, string>();

/** Every look at an order's money begins with its books. */
function watchTurns(): void {
  methodOf(...DESK, 'read').replace(async (original) => {
    const money = (await original()) as {
      readonly stored: Stored;
      readonly books: { refunds: readonly Refund[] };
    };
    const { sessionId } = money.stored.order;
    for (const { refundId } of money.books.refunds) {
      sessions.set(refundId, sessionId);
      nameAttempt(refundId, { sessionId, attempt: ATTEMPT });
    }
    await goOnUnlessStopped(sessionId);
    return money;
  });
}

/** What came of a step is written down by one statement, on both sides of which there is a point. */
function watchWrites(): void {
  methodOf(...DESK, 'write').replace(async (original, values) => {
    const { sessionId } = (values[1] as Stored).order;
    const points = pointsOf(values[2] as Entry);
    for (const { here } of points) await halt(sessionId, { ...here, moment: 'unrecorded' });
    const written = await original();
    if (written !== 'written') return written;
    for (const { here, result } of points) {
      const moments = ['unrecorded', 'recorded'] as const;
      report({ kind: 'trace', trace: { ...here, sessionId, result, calls: [], moments } });
    }
    for (const { here } of points) await halt(sessionId, { ...here, moment: 'recorded' });
    return written;
  });
}

function pointsOf({ opened = [], refunds: changed = [] }: Entry) {
  const done = changed.map((refund) => ({
    ...refund,
    // The log's last entry is of the step that this write ends.
    ended: refund.saga.log.at(-1)?.step ?? refund.saga.step,
  }));
  const begun = opened.map((refund) => ({ ...refund, refundId: 'new', ended: 'open' }));
  return [...begun, ...done].map(({ refundId, source, state, saga, ended }) => ({
    here: {
      saga: NAME,
      step: `${source}/${ended}`,
      attempt: ATTEMPT,
      run: refundId === 'new' ? 1 : nextRun('write', source, ended, refundId),
    },
    result: `${state} ${saga.step}`,
  }));
}
