import type { Connection } from '../../connectors/connection';
import type { Attempt } from '../ports';
import type { Saga, StepResult } from '../saga';

/** What a step works with. */
export interface StepContext {
  readonly connection: Connection;
  readonly attempt: Attempt;
  readonly saga: Saga;
  /** The step may have been run before, by a process that died or by a try with an unknown outcome. */
  readonly resumed: boolean;
  readonly now: Date;
}

/** Runs one effect. Safe to repeat: it carries a key of the attempt's own, or looks before it acts. */
export type RunStep = (context: StepContext) => Promise<StepResult>;
