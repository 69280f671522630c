import type { AuthenticationMetadata, Currency, Message, OrderSnapshot } from '@acp-hub/commerce';
import type { HeldOrder } from '../checkout/ports';

/** The effects of a sale, in the order that the platform's placement asks for; see docs/payments.md. */
export const forwardSteps = {
  held: ['place', 'authorize', 'capture', 'confirm'],
  final: ['authorize', 'place', 'capture', 'confirm'],
} as const;

export type Placement = keyof typeof forwardSteps;
export type ForwardStep = (typeof forwardSteps)[Placement][number];
/** What takes effects back, money first. */
export type UndoStep = 'undo_payment' | 'undo_order';
export type Step = ForwardStep | UndoStep;

/** What the session is told when an attempt ends without a sale. */
export type Ending =
  | { readonly kind: 'failed'; readonly message: Message }
  | { readonly kind: 'authentication'; readonly metadata: AuthenticationMetadata; readonly paymentId: string }
  /** Price or stock moved under the buyer: quote again and show it. */
  | { readonly kind: 'changed' }
  /** Store or provider could not be reached and nothing was applied. */
  | { readonly kind: 'unavailable' };

/** A payment attempt's memory: everything a process that takes it over needs, and nothing personal. */
export interface Saga {
  readonly placement: Placement;
  readonly provider: string;
  readonly currency: Currency;
  /** What the buyer accepted, integer minor units. */
  readonly total: number;
  readonly step: Step;
  /** Failures in a row of the present step. */
  readonly tries: number;
  readonly order?: HeldOrder;
  readonly payment?: { readonly id: string; readonly capturedBy?: string };
  /** Set once the attempt turns back. */
  readonly ending?: Ending;
  readonly log: readonly SagaLogEntry[];
}

export interface SagaLogEntry {
  readonly step: Step;
  readonly result: string;
  readonly at: string;
}

/** Money that a step moved, as the provider names it. */
export interface Movement {
  readonly kind: 'authorization' | 'capture' | 'void' | 'refund';
  readonly amount: number;
  readonly reference: string;
}

/** What came of running a step. */
export type StepResult =
  | { readonly kind: 'placed'; readonly order: HeldOrder }
  | { readonly kind: 'authorized'; readonly paymentId: string; readonly capturedBy?: string }
  | { readonly kind: 'captured'; readonly captureId: string }
  | { readonly kind: 'confirmed'; readonly snapshot: OrderSnapshot }
  | { readonly kind: 'payment_undone'; readonly movement?: Movement }
  | { readonly kind: 'order_undone' }
  /** Refused for good; the effect did not happen. */
  | { readonly kind: 'refused'; readonly ending: Ending }
  /** Failed for the moment. `unknown`: it may have happened, so that the next try looks first. */
  | {
      readonly kind: 'retry';
      readonly outcome: 'not_applied' | 'unknown';
      readonly waitMs: number;
      readonly why: string;
    };

export type Advance = { readonly saga: Saga; readonly movements: readonly Movement[] } & (
  | { readonly next: 'continue' }
  | { readonly next: 'wait'; readonly waitMs: number }
  | { readonly next: 'succeed'; readonly snapshot: OrderSnapshot }
  | { readonly next: 'fail' }
  /** Nobody but a person can settle it. */
  | { readonly next: 'manual' }
);

const TAKEN_OVER = 'unknown: taken over';

/** Whether the present step may have been applied by a try whose answer got lost. */
export const mayHaveBeenApplied = ({ log, step }: Saga): boolean =>
  log.some((entry) => entry.step === step && entry.result.startsWith('unknown'));

/** A process that takes an attempt over does not know how far the last one came with the step. */
export const takenOver = (saga: Saga, now: Date): Saga => ({
  ...saga,
  log: [...saga.log, { step: saga.step, result: TAKEN_OVER, at: now.toISOString() }],
});
