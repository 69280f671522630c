import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer, type ServerOptions, type ServerProcess } from './server-process';

const SOONEST_MS = 500;
const LATEST_MS = 2_000;

/** A hub that is killed again and again, at random moments, and started each time. */
export class HubUnderFire {
  kills = 0;
  #aim = new AbortController();
  #ended: Promise<void> = Promise.resolve();

  private constructor(
    private readonly options: ServerOptions,
    private hub: ServerProcess,
  ) {}

  static async start(options: ServerOptions): Promise<HubUnderFire> {
    return new HubUnderFire(options, await startServer(options));
  }

  openFire(): void {
    this.#aim = new AbortController();
    this.#ended = this.#fire(this.#aim.signal);
    // Whoever ceases the fire hears of a hub that did not come up again.
    this.#ended.catch(() => undefined);
  }

  /** Resolves with the hub up for good. @throws Error where it did not come up after a kill. */
  async ceaseFire(): Promise<void> {
    this.#aim.abort();
    await this.#ended;
  }

  async stop(): Promise<void> {
    await this.ceaseFire().catch(() => undefined);
    await this.hub.stop();
  }

  async #fire(signal: AbortSignal): Promise<void> {
    for (;;) {
      await sleep(randomInt(SOONEST_MS, LATEST_MS), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await this.hub.kill();
      this.kills += 1;
      this.hub = await startServer(this.options);
    }
  }
}
