import { effectiveStatus, isOpen, quoteRequestOf, sessionId } from '@acp-hub/commerce';
import type { Connections } from '../connectors/connection';
import type { ContinueLinks } from './continue-links';
import type { CheckoutSessions } from './ports';

/** Sends a buyer to the merchant's own site, by a page the store makes for each click. */
export class HandOff {
  constructor(
    private readonly links: ContinueLinks,
    private readonly sessions: CheckoutSessions,
    private readonly connections: Connections,
    private readonly clock: { now(): Date },
  ) {}

  /** `undefined` for a link that is not ours, whose session is not open, or that a store cannot take over. */
  async execute(tenantId: string, id: string, signature: string): Promise<string | undefined> {
    if (!this.links.isAuthentic(tenantId, id, signature)) return undefined;
    const stored = await this.sessions.findById(tenantId, sessionId(id));
    if (stored === undefined || !isOpen(effectiveStatus(stored.session, this.clock.now()))) return undefined;
    const { platform } = await this.connections.open(tenantId, stored.connectionId);
    return platform.store.handOffUrl?.(quoteRequestOf(stored.session), stored.session.quote?.reference);
  }
}
