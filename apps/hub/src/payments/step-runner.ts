import { isError } from '../is-error';
import type { Connection, Connections } from '../connectors/connection';
import { advance } from './advance';
import type { Attempt } from './ports';
import { mayHaveBeenApplied, type Advance, type Saga, type StepResult } from './saga';
import type { Step } from './step-order';
import { steps } from './steps';
import { toldWithout, withoutPersonal } from './without-personal';

/** What is told of a saga's course. */
export interface SagaObserver {
  step(step: Step, result: StepResult['kind']): void;
  /** No further step follows. */
  ended(outcome: 'succeeded' | 'failed' | 'manual'): void;
  /** A fault of the hub's own or of a connection's settings; the step is tried again. */
  fault(error: unknown, attempt: Attempt, step: Step): void;
  /** A person is needed from now on. */
  manual(attempt: Attempt, saga: Saga): void;
}

/** `connection` is missing where it cannot be opened. */
export type Ran = Advance & { readonly connection: Connection | undefined };

/**
 * Runs one step and decides what follows. Whatever is thrown on the way counts as a try, so that a connection whose
 * settings broke, or a bug, ends with a person instead of being run into for ever.
 */
export class StepRunner {
  constructor(
    private readonly connections: Connections,
    private readonly clock: { now(): Date },
    private readonly observer: SagaObserver,
  ) {}

  async run(attempt: Attempt, saga: Saga): Promise<Ran> {
    let connection: Connection | undefined;
    let result: StepResult;
    try {
      connection = await this.connections.open(attempt.tenantId, attempt.stored.connectionId);
      result = await steps[saga.step]({
        connection,
        attempt,
        saga,
        resumed: mayHaveBeenApplied(saga, saga.step),
        now: this.clock.now(),
      });
    } catch (error) {
      this.observer.fault(error, attempt, saga.step);
      result = thrown(error, connection);
    }
    this.observer.step(saga.step, result.kind);
    const advanced = advance(saga, noteworthy(result, attempt), this.clock.now());
    if (isEnd(advanced.next)) this.observer.ended(ENDS[advanced.next]);
    if (advanced.next === 'manual') this.observer.manual(attempt, advanced.saga);
    return { ...advanced, connection };
  }
}

const ENDS = { succeed: 'succeeded', fail: 'failed', manual: 'manual' } as const;

const isEnd = (next: Advance['next']): next is keyof typeof ENDS => next in ENDS;

/** What of a result the saga may note down: it is stored in clear. */
function noteworthy(result: StepResult, { stored }: Attempt): StepResult {
  const { personal } = stored.session;
  const told = toldWithout(personal, result);
  if (told.kind !== 'refused' || told.ending.kind !== 'failed') return told;
  const { message } = told.ending;
  const content = withoutPersonal(personal)(message.content);
  return { ...told, ending: { kind: 'failed', message: { ...message, content } } };
}

/** Its message may hold what must not be stored in clear: it is in the log, redacted. */
const thrown = (error: unknown, connection: Connection | undefined): StepResult => ({
  kind: 'retry',
  outcome: connection === undefined ? 'not_applied' : 'unknown',
  waitMs: 0,
  why:
    connection === undefined
      ? 'the connection cannot be opened with its settings; see the log'
      : `a fault of the hub's own (${isError(error) ? error.name : typeof error}); see the log`,
});
