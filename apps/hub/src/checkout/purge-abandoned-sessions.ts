import type { DueSessions } from './ports';

const AT_ONCE = 500;
const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;

/** Forgets sessions that ended without an order, a month after their time was over. */
export class PurgeAbandonedSessions {
  constructor(
    private readonly due: DueSessions,
    private readonly clock: { now(): Date },
  ) {}

  async execute(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    for (const { tenantId, id } of await this.due.abandoned(before, AT_ONCE))
      await this.due.forget(tenantId, id);
  }
}
