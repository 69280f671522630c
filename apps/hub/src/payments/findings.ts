/** What differs between hub, platform and payment provider. Stable: scripts read it. */
export type FindingCode =
  /** A held order that was to be released is paid at the platform, by nobody the hub knows of. */
  | 'order_paid_otherwise'
  | 'order_not_released'
  /** An order of an attempt that ended without a sale, still standing. */
  | 'order_left'
  /** A sale whose order the platform does not know, or does not show as paid. */
  | 'order_missing'
  | 'order_unpaid'
  /** The platform had a newer state of an order than the hub. */
  | 'order_behind'
  /** Money reserved, or taken, for what ended without a sale. */
  | 'authorization_left'
  | 'money_kept'
  /** A sale whose money was not taken, or is of another amount. */
  | 'money_not_taken'
  | 'amount_differs'
  /** By the hub's books more went back than was taken. */
  | 'refunded_too_much'
  /** A payment that the provider does not know. */
  | 'payment_missing'
  /** Money that moved at the provider and was not in the hub's books. */
  | 'movement_missing';

export interface Finding {
  readonly tenantId: string;
  readonly connectionId: string;
  readonly sessionId?: string;
  readonly orderId?: string;
  readonly attemptId?: string;
  readonly code: FindingCode;
  /** The platform's or provider's id of what it is about; with `code`, a finding is recorded once. */
  readonly reference: string;
  /** Mended ones are settled at once, those that are `gone` by themselves too; the others wait for a person. */
  readonly outcome: 'mended' | 'reported' | 'gone';
  /** For people: what differs and what to do. Nothing personal. */
  readonly detail: string;
}

export interface Findings {
  /** `false`: it was recorded before, and has not gone since. */
  record(finding: Finding): Promise<boolean>;
  /**
   * Settles what was reported of an attempt, or of its order, and is so no longer.
   *
   * @param still what was found this time @returns what has gone
   */
  settleGone(
    whose: Omit<Finding, 'code' | 'reference' | 'outcome' | 'detail' | 'sessionId'> & {
      readonly sessionId: string;
    },
    still: readonly Pick<Finding, 'code' | 'reference'>[],
  ): Promise<readonly Finding[]>;
}
