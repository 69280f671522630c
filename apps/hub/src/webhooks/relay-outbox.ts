import type { Clock } from '../clock';
import type { OutboxNudge } from '../orders/ports';
import type { DeliveryQueue, Outbox } from './ports';

const BATCH = 500;

/** A row still unsettled after it is handed over again: the queue keeps what it has and regains what it lost. */
const HELD_MS = 15_000;

/** After a run, so that a hub that sells a hundred times a second does not look for news a hundred times. */
const GATHER_MS = 100;

/** Hands committed news to the queue. Safe to run anywhere and at once: the queue takes a row once. */
export class RelayOutbox implements OutboxNudge {
  #running: Promise<void> | undefined;
  #again = false;

  constructor(
    private readonly outbox: Outbox,
    private readonly queue: DeliveryQueue,
    private readonly clock: Clock,
    private readonly onError: (error: unknown) => void,
  ) {}

  async execute(): Promise<void> {
    for (let room = await this.queue.room(); room > 0;) {
      // Fewer than asked for are no sign of the end: equal shares of 500 among 99 agents are 495.
      const rows = await this.outbox.due(Math.min(BATCH, room));
      if (rows.length === 0) return;
      await this.queue.add(rows);
      await this.outbox.hold(rows, new Date(this.clock.now().getTime() + HELD_MS));
      room -= rows.length;
    }
  }

  /** Runs at once, in the background; nudges while it runs, and a moment longer, become one more run. */
  nudge(): void {
    if (this.#running !== undefined) {
      this.#again = true;
      return;
    }
    this.#running = this.execute()
      .catch(this.onError)
      .then(() => this.clock.sleep(GATHER_MS))
      .then(() => {
        this.#running = undefined;
        if (this.#again) {
          this.#again = false;
          this.nudge();
        }
      });
  }

  /** Resolves when the runs that nudges started have ended. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }
}
