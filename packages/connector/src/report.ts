import type { StoreFacts } from './connector';

/** The answer of `Store.check`, in words a merchant understands. */
export interface CheckReport {
  /** False when selling cannot work. */
  readonly ok: boolean;
  readonly facts?: StoreFacts;
  readonly findings: readonly Finding[];
}

export interface Finding {
  readonly severity: 'error' | 'warning';
  /** Stable, e.g. `credentials_rejected`. */
  readonly code: string;
  /** What is wrong and what to do about it. */
  readonly message: string;
}
