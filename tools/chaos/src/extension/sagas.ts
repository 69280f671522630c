import { hubModule } from './hub-module';

/** What a step is about, as kill orders name it. */
export interface Subject {
  readonly attemptId: string;
  readonly sessionId: string;
  readonly attempt: number;
  /** The step may have been run before. */
  readonly resumed: boolean;
}

/** A saga of the hub: its table of steps, and how to read a step's context. */
export interface WatchedSaga {
  readonly name: string;
  /** The hub's own table: every entry is a step that can be died in. */
  readonly steps: () => Record<string, (context: never) => Promise<unknown>>;
  /** The steps that some script has to lead through where orders are placed so. */
  readonly stepsOf: (placement: 'held' | 'final') => readonly string[];
  readonly subjectOf: (context: never) => Subject;
  /** The method that writes a saga's last statement, and the attempt among its arguments. */
  readonly ending: { readonly path: string; readonly className: string; readonly method: string };
  readonly subjectOfEnding: (first: never) => Omit<Subject, 'resumed'>;
}

interface SaleAttempt {
  readonly attemptId: string;
  readonly number: number;
  readonly stored: { readonly session: { readonly id: string } };
}

const subjectOfAttempt = ({ attemptId, number, stored }: SaleAttempt) => ({
  attemptId,
  sessionId: stored.session.id,
  attempt: number,
});

const sale: WatchedSaga = {
  name: 'sale',
  steps: () => hubModule<{ steps: ReturnType<WatchedSaga['steps']> }>('payments/steps').steps,
  stepsOf(placement) {
    const { forwardSteps } = hubModule<{ forwardSteps: Record<'held' | 'final', readonly string[]> }>(
      'payments/saga',
    );
    const forward = new Set([...forwardSteps.held, ...forwardSteps.final]);
    const backward = Object.keys(sale.steps()).filter((step) => !forward.has(step));
    return [...forwardSteps[placement], ...backward];
  },
  subjectOf: ({ attempt, resumed }: { attempt: SaleAttempt; resumed: boolean }) => ({
    ...subjectOfAttempt(attempt),
    resumed,
  }),
  ending: { path: 'persistence/payments/attempt-repository', className: 'AttemptRepository', method: 'end' },
  subjectOfEnding: subjectOfAttempt,
};

/** Every saga that is watched. A further one joins here, and brings a script that leads through its steps. */
export const watchedSagas: readonly WatchedSaga[] = [sale];
