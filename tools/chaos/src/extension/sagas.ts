import type { Environment } from '../environments';
import { refunds } from './refund-saga';
import { sale } from './sale-saga';

/** A saga of the hub that the extension has its hands in. */
export interface WatchedSaga {
  readonly name: string;
  /** Puts itself between the hub and the saga's steps, in this process alone. */
  readonly watch: () => void;
  /** The steps that some script has to lead through where things are sold so, by the hub's own definition. */
  readonly stepsOf: (environment: Environment) => readonly string[];
}

/** Every saga that is watched. A further one joins here, and brings a script that leads through its steps. */
export const watchedSagas: readonly WatchedSaga[] = [sale, refunds];
