import type { Clock } from '../clock';
import type { Located } from '../located';
import type { PaymentAttempts } from './ports';
import type { RunAttempt } from './run-attempt';

/** Attempts of dead shops wait for deadlines: as many may, without keeping the others from being looked for. */
const AT_ONCE = 32;
/** One look for due attempts lets those it found run on after this. */
const WAIT_MS = 1_000;

/** Carries on with attempts whose process died or that wait for another try. */
export class RecoverAttempts {
  readonly #running = new Set<Promise<void>>();

  constructor(
    private readonly attempts: PaymentAttempts,
    private readonly runAttempt: RunAttempt,
    private readonly clock: Clock,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Takes up what is due, and waits for it for a moment. */
  async execute(): Promise<void> {
    const free = AT_ONCE - this.#running.size;
    if (free > 0) {
      for (const located of await this.attempts.due(free)) this.#start(located);
    }
    await Promise.race([this.idle(), this.clock.sleep(WAIT_MS)]);
  }

  /** Resolves once nothing runs that was begun before. */
  async idle(): Promise<void> {
    await Promise.all(this.#running);
  }

  #start(located: Located): void {
    const running = this.#carryOn(located)
      .catch(this.onFailure)
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  async #carryOn({ tenantId, id }: Located): Promise<void> {
    const attempt = await this.attempts.take(tenantId, id);
    if (attempt !== undefined) await this.runAttempt.resume(attempt);
  }
}
