import type { OperationId } from '@acp-hub/store-contract';

/** A way for the shop to misbehave, for tests of those who depend on it. */
export type Fault =
  /** The connection ends before anything is answered or done. */
  | { readonly kind: 'hang_up' }
  /** Half an answer, then the connection ends; nothing is done. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'slow'; readonly ms: number }
  /** The request is never answered, and nothing is done. */
  | { readonly kind: 'silence' }
  /** Some other answer: 5xx, 429 with Retry-After, a redirect, a lie. Nothing is done. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** Text is sent as it is, all else as JSON. */
      readonly body?: unknown;
    }
  /** The request takes effect and is never answered. */
  | { readonly kind: 'timeout_after_apply' }
  /** The request takes effect and the connection ends. */
  | { readonly kind: 'cut_after_apply' };

interface Plan {
  readonly merchant: string;
  readonly operation: OperationId | 'any';
  readonly fault: Fault;
  left: number;
}

/** Faults to come. Hand it to the store when making it; without it the store has no such door. */
export class Faults {
  #plans: Plan[] = [];

  /** @param times how many requests are hit; the earlier planned fault first. */
  inject(merchant: string, operation: OperationId | 'any', fault: Fault, times = 1): void {
    this.#plans.push({ merchant, operation, fault, left: times });
  }

  clear(): void {
    this.#plans = [];
  }

  /** Takes the fault meant for this request, if there is one. */
  next(merchant: string, operation: OperationId): Fault | undefined {
    const plan = this.#plans.find(
      (candidate) =>
        candidate.left > 0 &&
        candidate.merchant === merchant &&
        (candidate.operation === 'any' || candidate.operation === operation),
    );
    if (plan !== undefined) plan.left -= 1;
    return plan?.fault;
  }
}
