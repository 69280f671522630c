import { ConnectorError } from '@acp-hub/connector';
import type { Clock } from '../clock';

/** Waits out what a store asked for when it answered that calls come too fast. */
export class RatePause {
  #until = 0;

  constructor(private readonly clock: Clock) {}

  async acquire(): Promise<void> {
    const left = this.#until - this.clock.now().getTime();
    if (left > 0) await this.clock.sleep(left);
  }

  notice(error: unknown): void {
    if (error instanceof ConnectorError && error.failure.kind === 'rate_limited') {
      this.#until = Math.max(this.#until, this.clock.now().getTime() + error.failure.retryAfterMs);
    }
  }
}
