import { sessionId } from '@acp-hub/commerce';
import type { Located } from '../located';
import type { CheckoutSessions, StoredSession } from './ports';

const AT_ONCE = 100;
/** A shop or provider that does not answer lets the others have their turn for so long. */
const NEXT_TRY_MS = 60_000;

/** Sessions that left something behind, one after the other; one that fails comes again later. */
export class ReleaseQueue {
  constructor(
    private readonly due: (most: number) => Promise<readonly Located[]>,
    private readonly sessions: CheckoutSessions,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  async forEach(release: (stored: StoredSession) => Promise<void>): Promise<void> {
    for (const { tenantId, id } of await this.due(AT_ONCE)) {
      const stored = await this.sessions.findById(tenantId, sessionId(id));
      if (stored === undefined) continue;
      try {
        await release(stored);
      } catch (error) {
        this.onFailure(error);
        await this.sessions.postponeRelease(tenantId, stored.session.id, NEXT_TRY_MS);
      }
    }
  }
}
