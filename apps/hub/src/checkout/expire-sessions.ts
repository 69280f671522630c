import { sessionId, transition } from '@acp-hub/commerce';
import type { CheckoutSessions, DueSessions } from './ports';

const AT_ONCE = 200;

/** Closes sessions whose time is over; what agents read says so before already, by the clock. */
export class ExpireSessions {
  constructor(
    private readonly due: DueSessions,
    private readonly sessions: CheckoutSessions,
    private readonly clock: { now(): Date },
  ) {}

  async execute(): Promise<void> {
    const now = this.clock.now();
    for (const { tenantId, id } of await this.due.expired(now, AT_ONCE)) {
      const stored = await this.sessions.findById(tenantId, sessionId(id));
      if (stored === undefined) continue;
      const result = transition(stored.session, { type: 'expire' }, now);
      // A payment under way is let end first.
      if (result.kind === 'ok') await this.sessions.update(tenantId, stored, result.session);
    }
  }
}
