import type { AuthenticationMetadata, Currency, Message, OrderSnapshot } from '@acp-hub/commerce';
import type { HeldOrder } from '../checkout/ports';
import type { Flow, Placement, Step } from './step-order';

/** What the session is told when an attempt ends without a sale. */
export type Ending =
  | { readonly kind: 'failed'; readonly message: Message }
  | { readonly kind: 'authentication'; readonly metadata: AuthenticationMetadata; readonly paymentId: string }
  /** Price or stock moved under the buyer: quote again and show it. */
  | { readonly kind: 'changed' }
  /** Store or provider could not be reached and nothing was applied. */
  | { readonly kind: 'unavailable' }
  /** A person settled it, and the checkout with it. */
  | { readonly kind: 'withdrawn' };

/** A payment attempt's memory: everything a process that takes it over needs, and nothing personal. */
export interface Saga {
  readonly placement: Placement;
  readonly flow: Flow;
  readonly provider: string;
  /** SHA-256, hex, of the idempotency key that began it; absent where the request had none. */
  readonly requestedBy?: string;
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
  /** Steps that a try may have applied whose answer got lost, and since when. Kept for good. */
  readonly doubts: Readonly<Partial<Record<Step, string>>>;
  /** The latest of what happened, for people; nothing is decided by it. */
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
  /** Placed at another total than the buyer accepted: it must go again. */
  | { readonly kind: 'misplaced'; readonly order: HeldOrder }
  | { readonly kind: 'authorized'; readonly paymentId: string; readonly capturedBy?: string }
  | { readonly kind: 'captured'; readonly captureId: string }
  | { readonly kind: 'confirmed'; readonly snapshot: OrderSnapshot }
  /** Nothing of the payment is held or kept; `movements` by what the provider says happened to it. */
  | { readonly kind: 'payment_undone'; readonly movements: readonly Movement[] }
  | { readonly kind: 'order_undone' }
  /** Refused for good; the effect did not happen. */
  | { readonly kind: 'refused'; readonly ending: Ending; readonly why: string }
  /** Neither to be gone on with nor to be taken back by anybody but a person. */
  | { readonly kind: 'unclear'; readonly why: string }
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

/** Whether a step may have been applied by a try whose answer got lost. */
export const mayHaveBeenApplied = ({ doubts }: Saga, step: Step): boolean => doubts[step] !== undefined;

/** A process that takes an attempt over does not know how far the one that died came with the step. */
export const takenOver = (saga: Saga, now: Date): Saga =>
  logged(doubted(saga, now), 'taken over from a process that died', now);

export const doubted = (saga: Saga, now: Date): Saga => ({
  ...saga,
  doubts: { [saga.step]: now.toISOString(), ...saga.doubts },
});

const LOG_KEPT = 40;

export const logged = (saga: Saga, result: string, now: Date): Saga => ({
  ...saga,
  log: [...saga.log, { step: saga.step, result, at: now.toISOString() }].slice(-LOG_KEPT),
});
