import type { Currency } from '@acp-hub/commerce';

/** What asked for money to go back, or told that it had. */
export type RefundSource =
  /** A refund in the platform's books. */
  | 'platform'
  /** The merchant's edit made the order cheaper. */
  | 'price_adjustment'
  /** The merchant cancelled the order: what is left of the payment goes back. */
  | 'cancellation'
  /** A refund made at the provider, by the merchant or by itself. */
  | 'provider'
  /** A dispute that the buyer won. */
  | 'dispute';

/**
 * What a refund goes through, by what asked for it; see docs/payments.md. `refund_payment` and `write_to_platform`
 * are effects outside of the hub, `match` and `record` are written in its own books. Harnesses enumerate them from
 * here.
 */
export const refundSteps = {
  platform: ['match', 'refund_payment', 'record'],
  price_adjustment: ['match', 'refund_payment', 'record'],
  cancellation: ['match', 'refund_payment', 'record', 'write_to_platform'],
  provider: ['record', 'write_to_platform'],
  dispute: ['write_to_platform'],
} as const satisfies Readonly<Record<RefundSource, readonly string[]>>;

export type RefundStep = (typeof refundSteps)[RefundSource][number];

/**
 * - `open`: there is something to do.
 * - `done`: the money went back, and everybody who can knows.
 * - `matched`: it had gone back already.
 * - `recorded`: written down, and nothing was moved for it.
 * - `manual`: a person must see to it; `why` says what.
 */
export type RefundState = 'open' | 'done' | 'matched' | 'recorded' | 'manual';

/** A refund's memory: everything a process that takes it over needs, and nothing personal. */
export interface RefundSaga {
  readonly step: RefundStep;
  /** Failures in a row of the present step. */
  readonly tries: number;
  /** Counts the provider's refusals that were worth another look; part of the key that the refund is sent under. */
  readonly round: number;
  /** The provider's refund that moved the money. */
  readonly providerReference?: string;
  /** It was found at the provider, not sent by us. */
  readonly found?: true;
  /** The provider's refund of the same amount that it may be one with: a person was asked. */
  readonly mayBe?: string;
  /** What nobody but a person can settle, and why nothing was moved. */
  readonly why?: string;
  /** Not to be tried again before. RFC 3339 UTC. */
  readonly notBefore?: string;
  readonly log: readonly RefundLogEntry[];
}

export interface RefundLogEntry {
  readonly step: RefundStep;
  readonly result: string;
  readonly at: string;
}

/** What goes back, or went, to the buyer of an order: once for each source and its reference. */
export interface NewRefund {
  readonly source: RefundSource;
  /** Of the platform's refund, the provider's, the dispute or the order's adjustment. */
  readonly sourceReference: string;
  /** Integer minor units of the order's currency; of a cancellation 0 until it is known what is left. */
  readonly amount: number;
  readonly state: RefundState;
  readonly saga: RefundSaga;
}

export interface Refund extends NewRefund {
  readonly refundId: string;
}

/** `capture_failure`, `refund_failure` and `dispute_reversal` take back what their reference moved before. */
export type MovementKind =
  | 'authorization'
  | 'capture'
  | 'capture_failure'
  | 'void'
  | 'refund'
  | 'refund_failure'
  | 'fee'
  | 'dispute'
  | 'dispute_reversal';

/** One row of the books. Amounts are never negative: the kind tells the direction. */
export interface RecordedMovement {
  readonly kind: MovementKind;
  readonly amount: number;
  readonly currency: Currency;
  /** Who moved it: the payment provider, or the platform where only that knows. */
  readonly provider: string;
  readonly reference: string;
  /** RFC 3339 UTC. */
  readonly at: string;
}

const LOG_KEPT = 40;

/** Begins a refund at the first step of its source, or where it ends at once. */
export const newRefund = (
  source: RefundSource,
  sourceReference: string,
  amount: number,
  state: RefundState = 'open',
): NewRefund => ({
  source,
  sourceReference,
  amount,
  state,
  saga: { step: refundSteps[source][0], tries: 0, round: 1, log: [] },
});

/** The refund with what its present step came to written into its log. */
export const logged = (refund: Refund, result: string, now: Date): Refund => ({
  ...refund,
  saga: {
    ...refund.saga,
    log: [...refund.saga.log, { step: refund.saga.step, result, at: now.toISOString() }].slice(-LOG_KEPT),
  },
});

/** Goes on with another step, with no failures yet. */
export function atStep({ saga, ...refund }: Refund, step: RefundStep): Refund {
  const { notBefore: _over, ...kept } = saga;
  return { ...refund, saga: { ...kept, step, tries: 0 } };
}

/** Ends a refund. */
export function ended(
  { saga, ...refund }: Refund,
  state: Exclude<RefundState, 'open'>,
  why?: string,
): Refund {
  const { notBefore: _over, ...kept } = saga;
  return { ...refund, state, saga: why === undefined ? kept : { ...kept, why } };
}

/** What is left is not what was seen: what then is right is sent under another key. */
export function lookAgain(refund: Refund): Refund {
  const again = atStep(refund, 'match');
  return { ...again, saga: { ...again.saga, round: again.saga.round + 1 } };
}
