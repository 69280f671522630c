import { AsyncLocalStorage } from 'node:async_hooks';
import type { KillOrder, StepRun } from '../points/kill-point';
import type { Call } from './messages';

/** The run of a step that the present code belongs to. */
export interface StepScope extends StepRun {
  readonly sessionId: string;
  /** The step may have been run before. */
  readonly resumed: boolean;
  readonly calls: Call[];
}

export const stepScope = new AsyncLocalStorage<StepScope>();

/** The call that the present code belongs to. */
export interface CallScope {
  readonly call: Call;
  /** Carried out by holding the call's request until the process is dead. */
  readonly hold?: KillOrder;
}

export const callScope = new AsyncLocalStorage<CallScope>();
