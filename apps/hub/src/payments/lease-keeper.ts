import type { Attempt, PaymentAttempts } from './ports';

/** A step that hangs is not kept from others for ever. */
const MOST_RENEWALS = 20;

/**
 * Renews the leases of attempts whose step takes long, so that no step is run twice at once by processes that are
 * both alive. One timer for all; an attempt that ends within a third of its lease costs nothing.
 */
export class LeaseKeeper {
  readonly #held = new Map<Attempt, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly attempts: Pick<PaymentAttempts, 'renew'>,
    private readonly everyMs: number,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  async whileRunning<T>(attempt: Attempt, work: () => Promise<T>): Promise<T> {
    this.#held.set(attempt, 0);
    this.#timer ??= setInterval(() => this.#beat(), this.everyMs).unref();
    try {
      return await work();
    } finally {
      this.#held.delete(attempt);
    }
  }

  #beat(): void {
    if (this.#held.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
    for (const [attempt, beats] of this.#held) {
      this.#held.set(attempt, beats + 1);
      if (beats > 0 && beats <= MOST_RENEWALS) this.attempts.renew(attempt).catch(this.onFailure);
    }
  }
}
