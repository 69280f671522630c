/**
 * Where in a step the process dies.
 * - `before`: the step before is recorded, and nothing of this one was done.
 * - `on the way`: a request was sent; it takes effect after the process is dead.
 * - `answered`: a call took effect, and its answer never reaches the step.
 * - `unrecorded`: the step is over, and nothing of it was recorded.
 * - `recorded`: the statement is committed, and nothing was done or answered after it.
 */
export type Moment = 'before' | 'on the way' | 'answered' | 'unrecorded' | 'recorded';

/** What a hub does about a purchase outside its sagas, such as letting go of an order that nobody will pay. */
export const AFTERWARDS = 'afterwards';
/** The step in whose name a saga's last statement is told. */
export const ENDING = 'end';
/** In a kill order: whatever step comes next, in whichever run. */
export const ANY_STEP = '*';

/** One run of a step of one attempt. */
export interface StepRun {
  /** Whose steps: the sale's, or those of another saga. */
  readonly saga: string;
  readonly step: string;
  /** Counts from 1 in a session. */
  readonly attempt: number;
  /** Counts from 1 in an attempt, anew in every process. */
  readonly run: number;
}

export interface KillPoint extends StepRun {
  readonly moment: Moment;
  /** The call to store or provider that the moment is about. */
  readonly operation?: string;
  /** Counts the calls of that operation in this run of the step, from 1. */
  readonly call?: number;
}

/** Asks the hub's extension to stop one session's work at one point, for good. */
export interface KillOrder extends KillPoint {
  readonly id: string;
  readonly sessionId: string;
}

/** A failure of store or provider that a script needs: it is made up in the extension, and nothing is sent. */
export interface Refusal {
  readonly sessionId: string;
  readonly attempt: number;
  readonly operation: string;
  /** `rejected` for good; `unreachable` while the step has not been in doubt. */
  readonly how: 'rejected' | 'unreachable';
}

export const pointName = ({ saga, step, moment, operation, call, attempt, run }: KillPoint): string =>
  [
    `${saga}/${step}`,
    moment,
    ...(operation === undefined ? [] : [`${operation}${call === 1 ? '' : ` #${call}`}`]),
    ...(attempt === 1 ? [] : [`attempt ${attempt}`]),
    ...(run === 1 ? [] : [`run ${run}`]),
  ].join(', ');
