import type { CheckoutSession } from '@acp-hub/commerce';
import type { Answer, Claim } from '../checkout/ports';
import type { Clock } from '../clock';
import type { Connection } from '../connectors/connection';
import type { EndAttempt } from './end-attempt';
import type { LeaseKeeper } from './lease-keeper';
import type { Attempt, PaymentAttempts, TakenAttempt } from './ports';
import { takenOver } from './saga';
import type { StepRunner } from './step-runner';

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
    private readonly steps: StepRunner,
    private readonly endAttempt: EndAttempt,
    private readonly leases: LeaseKeeper,
    private readonly clock: Clock,
  ) {}

  execute(attempt: Attempt, answerTo?: AnswerTo): Promise<AttemptOutcome> {
    return this.leases.whileRunning(attempt, () => this.#run(attempt, answerTo));
  }

  /** Goes on with an attempt that somebody else has begun. */
  resume(attempt: TakenAttempt): Promise<AttemptOutcome> {
    const saga = attempt.abandoned ? takenOver(attempt.saga, this.clock.now()) : attempt.saga;
    return this.execute({ ...attempt, saga });
  }

  async #run(attempt: Attempt, answerTo: AnswerTo | undefined): Promise<AttemptOutcome> {
    let { saga } = attempt;
    for (;;) {
      const advanced = await this.steps.run(attempt, saga);
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
          return this.endAttempt.execute(attempt, advanced.connection, advanced, answerTo);
      }
    }
  }
}
