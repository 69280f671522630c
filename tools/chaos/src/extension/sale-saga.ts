import { ENDING } from '../points/kill-point';
import { hubModule } from './hub-module';
import { methodOf } from './method-of';
import { halt, report } from './obey';
import type { WatchedSaga } from './sagas';
import { watchedStep } from './watched-step';

interface StepOrder {
  readonly forwardSteps: {
    readonly authorize_capture: Readonly<Record<'held' | 'final', readonly string[]>>;
  };
  readonly undoSteps: readonly string[];
}

interface Attempt {
  readonly attemptId: string;
  readonly number: number;
  readonly stored: { readonly session: { readonly id: string } };
}

interface StepContext {
  readonly attempt: Attempt;
  readonly resumed: boolean;
}

const NAME = 'sale';

/** The steps of a sale, run from the hub's own table of them, and the statement it ends with. */
export const sale: WatchedSaga = {
  name: NAME,
  stepsOf({ placement }) {
    const { forwardSteps, undoSteps } = hubModule<StepOrder>('payments/step-order');
    return [...forwardSteps.authorize_capture[placement], ...undoSteps];
  },
  watch() {
    const { steps } = hubModule<{ steps: Record<string, (context: StepContext) => Promise<unknown>> }>(
      'payments/steps',
    );
    for (const [step, run] of Object.entries(steps))
      steps[step] = (context) => {
        const { attemptId, number, stored } = context.attempt;
        const subject = { id: attemptId, sessionId: stored.session.id, attempt: number };
        const moments = ['before', 'unrecorded'] as const;
        return watchedStep({ saga: NAME, step, ...subject, resumed: context.resumed, moments }, () =>
          run(context),
        );
      };
    watchEnding();
  },
};

function watchEnding(): void {
  const method = methodOf('persistence/payments/attempt-repository', 'AttemptRepository', 'end');
  method.replace(async (original, values) => {
    const { number, stored } = values[0] as Attempt;
    const sessionId = stored.session.id;
    const result = await original();
    const here = { saga: NAME, step: ENDING, attempt: number, run: 1 };
    const trace = { ...here, sessionId, result: String(result), calls: [], moments: ['recorded'] as const };
    report({ kind: 'trace', trace });
    await halt(sessionId, { ...here, moment: 'recorded' });
    return result;
  });
}
