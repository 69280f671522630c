import type { Clock } from '../clock';
import type { PaymentAttempts } from './ports';
import type { RunAttempt } from './run-attempt';
import { takenOver } from './saga';

const AT_ONCE = 16;

/** Carries on with attempts whose process died or that wait for another try. */
export class RecoverAttempts {
  constructor(
    private readonly attempts: PaymentAttempts,
    private readonly runAttempt: RunAttempt,
    private readonly clock: Clock,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  async execute(): Promise<void> {
    const due = await this.attempts.due(AT_ONCE);
    await Promise.all(due.map((located) => this.#carryOn(located).catch(this.onFailure)));
  }

  async #carryOn({ tenantId, id }: { readonly tenantId: string; readonly id: string }): Promise<void> {
    const attempt = await this.attempts.take(tenantId, id);
    if (attempt === undefined) return;
    const saga = takenOver(attempt.saga, this.clock.now());
    await this.runAttempt.execute({ ...attempt, saga });
  }
}
