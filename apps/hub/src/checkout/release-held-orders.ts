import { sessionId } from '@acp-hub/commerce';
import { ConnectorError } from '@acp-hub/connector';
import type { Connections } from '../connectors/connection';
import type { CheckoutSessions, DueSessions, StoredSession } from './ports';

const AT_ONCE = 100;

/** Cancels the unpaid orders that ended sessions left at the platform. */
export class ReleaseHeldOrders {
  constructor(
    private readonly due: DueSessions,
    private readonly sessions: CheckoutSessions,
    private readonly connections: Connections,
    private readonly clock: { now(): Date },
    private readonly onFailure: (error: unknown) => void,
  ) {}

  async execute(): Promise<void> {
    for (const { tenantId, id } of await this.due.withHeldOrder(this.clock.now(), AT_ONCE)) {
      const stored = await this.sessions.findById(tenantId, sessionId(id));
      if (stored?.heldOrder !== undefined) await this.#release(stored).catch(this.onFailure);
    }
  }

  async #release({ tenantId, connectionId, session, heldOrder }: StoredSession): Promise<void> {
    if (heldOrder === undefined) return;
    const { platform } = await this.connections.open(tenantId, connectionId);
    try {
      await platform.store.cancelOrder(heldOrder.platformOrderId, {
        idempotencyKey: `${heldOrder.idempotencyKey}:cancel`,
        note: `The checkout was ${session.status}.`,
      });
    } catch (error) {
      if (!isSettledOtherwise(error)) throw error;
    }
    await this.sessions.clearHeldOrder(tenantId, session.id);
  }
}

/** Gone, or in a state that does not let go: there is nothing held any more. */
const isSettledOtherwise = (error: unknown): boolean =>
  error instanceof ConnectorError && error.failure.kind === 'rejected';
