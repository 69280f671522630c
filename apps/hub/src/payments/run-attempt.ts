import type { CheckoutSession } from '@acp-hub/commerce';
import type { Answer, Claim } from '../checkout/ports';
import type { Clock } from '../clock';
import type { Connection, Connections } from '../connectors/connection';
import { advance } from './advance';
import type { EndAttempt } from './end-attempt';
import type { Attempt, PaymentAttempts } from './ports';
import { mayHaveBeenApplied, type Advance, type Saga } from './saga';
import { steps } from './steps';

/** Writes the answer to the request that an attempt ends with. */
export type WriteAnswer = (connection: Connection, session: CheckoutSession) => Answer;

export interface AnswerTo {
  readonly claim: Claim | undefined;
  readonly write: WriteAnswer;
}

export type AttemptOutcome =
  | {
      readonly kind: 'ended';
      readonly session: CheckoutSession;
      readonly unavailable: boolean;
      readonly answer?: Answer;
    }
  /** Put down; a worker carries on. */
  | { readonly kind: 'waiting' }
  /** Another process has taken the attempt over. */
  | { readonly kind: 'lost' };

/** A wait shorter than this is sat out by the process that runs the attempt. */
const LONGEST_WAIT_HERE_MS = 2_000;

/** Carries an attempt from step to step, each recorded before the next, until it ends or has to wait. */
export class RunAttempt {
  constructor(
    private readonly attempts: PaymentAttempts,
    private readonly connections: Connections,
    private readonly endAttempt: EndAttempt,
    private readonly clock: Clock,
    private readonly onStep: (step: Saga['step'], result: string) => void,
  ) {}

  async execute(attempt: Attempt, answerTo?: AnswerTo): Promise<AttemptOutcome> {
    const connection = await this.connections.open(attempt.tenantId, attempt.stored.connectionId);
    let { saga } = attempt;
    for (;;) {
      const advanced = await this.#step(attempt, connection, saga);
      saga = advanced.saga;
      switch (advanced.next) {
        case 'continue':
          if (!(await this.attempts.progress(attempt, saga, advanced.movements))) return { kind: 'lost' };
          break;
        case 'wait':
          if (advanced.waitMs > LONGEST_WAIT_HERE_MS) {
            await this.attempts.putDown(attempt, saga, advanced.movements, advanced.waitMs);
            return { kind: 'waiting' };
          }
          if (!(await this.attempts.progress(attempt, saga, advanced.movements))) return { kind: 'lost' };
          await this.clock.sleep(advanced.waitMs);
          break;
        case 'succeed':
        case 'fail':
        case 'manual':
          return this.endAttempt.execute(attempt, connection, advanced, answerTo);
      }
    }
  }

  async #step(attempt: Attempt, connection: Connection, saga: Saga): Promise<Advance> {
    const result = await steps[saga.step]({
      connection,
      attempt,
      saga,
      resumed: mayHaveBeenApplied(saga),
      now: this.clock.now(),
    });
    this.onStep(saga.step, result.kind);
    return advance(saga, result, this.clock.now());
  }
}
