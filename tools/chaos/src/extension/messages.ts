import type { KillOrder, Moment, Refusal, StepRun } from '../points/kill-point';

/** What the harness tells the extension: at its start by a file, as they may be too long for a variable; later by message. */
export interface Orders {
  readonly kills: readonly KillOrder[];
  readonly refusals: readonly Refusal[];
  /** Sessions by attempt id, as earlier processes knew them. */
  readonly attempts: Readonly<Record<string, AttemptName>>;
}

export interface AttemptName {
  readonly sessionId: string;
  readonly attempt: number;
}

/** A call that a step made of store or provider. */
export interface Call {
  readonly operation: string;
  /** Requests it sent that change something. */
  sent: number;
}

/** What a run of a step did. */
export interface Trace extends StepRun {
  readonly sessionId: string;
  readonly result: string;
  readonly calls: readonly Call[];
  /** The moments there are in it beside those of its calls. */
  readonly moments: readonly Exclude<Moment, 'on the way' | 'answered'>[];
}

/** What the extension tells the harness. */
export type Report =
  | { readonly kind: 'obeys' }
  | { readonly kind: 'halted'; readonly order: string }
  | { readonly kind: 'attempt'; readonly id: string; readonly name: AttemptName }
  | { readonly kind: 'trace'; readonly trace: Trace };

/** The variable that names the file with the orders a process starts with. */
export const ORDERS_VARIABLE = 'CHAOS_ORDERS_FILE';
/** The variable that names what is taken out of the hub to see whether the harness notices. */
export const SABOTAGE_VARIABLE = 'CHAOS_SABOTAGE';

/** The variable that says by how many milliseconds a process is late with the first order it places. */
export const STALL_VARIABLE = 'CHAOS_STALL_MS';

/** On a request: pass it on only once whoever sent it is dead, that many milliseconds later. */
export const HOLD_HEADER = 'x-chaos-hold';
/** On such a request: the kill order that it carries out. */
export const ORDER_HEADER = 'x-chaos-order';
