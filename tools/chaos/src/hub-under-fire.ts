import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer, type ServerOptions, type ServerProcess } from './server-process';

/** Answers the agents get between two kills; counted rather than timed, so that a fast hub is killed as often. */
const ANSWERS_BETWEEN_KILLS = { fewest: 4, most: 20 };
/** Longer than any step takes: the kill falls anywhere in the work that the last answer let loose. */
const LATEST_MS = 100;
const LOOK_EVERY_MS = 5;

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

  /** @param answered counts the answers that agents have had so far. */
  openFire(answered: () => number): void {
    this.#aim = new AbortController();
    this.#ended = this.#fire(answered, this.#aim.signal);
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

  async #fire(answered: () => number, signal: AbortSignal): Promise<void> {
    const { fewest, most } = ANSWERS_BETWEEN_KILLS;
    for (;;) {
      const wanted = answered() + randomInt(fewest, most);
      while (answered() < wanted && !signal.aborted) await sleep(LOOK_EVERY_MS);
      if (signal.aborted) return;
      await sleep(randomInt(LATEST_MS));
      await this.hub.kill();
      this.kills += 1;
      this.hub = await startServer(this.options);
    }
  }
}
