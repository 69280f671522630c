/** Something that only a person can settle, wherever it comes from. */
export interface Case {
  readonly id: string;
  /** What kind of trouble, stable: `manual`, `stuck`, or the code of a finding. */
  readonly kind: string;
  readonly tenantId: string;
  readonly connectionId: string;
  readonly sessionId?: string;
  readonly orderId?: string;
  readonly since: Date;
  /** What went wrong, in the words of whoever refused. */
  readonly why: string;
  /** What is known of money and order. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** The latest that happened, oldest first. */
  readonly log: readonly { readonly at: string; readonly step: string; readonly result: string }[];
  /** How it may be settled; none: it is still being tried. */
  readonly settlements: readonly string[];
  /** Whether it can be tried again. */
  readonly canRetry: boolean;
}

export interface Settlement {
  /** One of the case's `settlements`. */
  readonly as: string;
  /** Why, for whoever asks later. */
  readonly note: string;
  /** Of a refund: what the buyer was paid, integer minor units, where it is not what was asked for. */
  readonly amount?: number;
  /** On the operator's word: shop and provider are not asked whether it is so. */
  readonly unverified: boolean;
}

export type Settled = { readonly kind: 'settled' } | { readonly kind: 'refused'; readonly why: string };

/** Where cases come from: payment attempts, findings of the reconciler, and whatever else waits for people. */
export interface CaseSource {
  /** Open ones, oldest first. */
  list(tenantId: string): Promise<readonly Case[]>;
  find(tenantId: string, id: string): Promise<Case | undefined>;
  /** Only for what `find` gave. */
  settle(found: Case, settlement: Settlement): Promise<Settled>;
  /** Lets the machine try once more. */
  retry(found: Case): Promise<Settled>;
}
