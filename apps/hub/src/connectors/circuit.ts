import { ConnectorError } from '@acp-hub/connector';

const FAILURES_TO_OPEN = 5;
const OPEN_MS = 10_000;

/** Stops calling a shop that does not answer, so that its dead connection slows nobody else. */
export class Circuit {
  #failures = 0;
  #openUntil = 0;

  constructor(private readonly clock: { now(): Date }) {}

  /** @throws ConnectorError `transient`, `not_applied`, while the circuit is open. */
  async run<T>(call: () => Promise<T>): Promise<T> {
    const left = this.#openUntil - this.clock.now().getTime();
    if (left > 0) {
      throw new ConnectorError(
        { kind: 'transient' },
        'The shop has not answered for a while; it is tried again shortly.',
        'not_applied',
      );
    }
    try {
      const result = await call();
      this.#failures = 0;
      return result;
    } catch (error) {
      this.#count(error);
      throw error;
    }
  }

  /** Only silence counts: a shop that refuses is alive. */
  #count(error: unknown): void {
    if (!(error instanceof ConnectorError) || error.failure.kind !== 'transient') {
      this.#failures = 0;
      return;
    }
    this.#failures += 1;
    if (this.#failures >= FAILURES_TO_OPEN) this.#openUntil = this.clock.now().getTime() + OPEN_MS;
  }
}
