import { ConnectorError, type Store } from '@acp-hub/connector';
import type { Connections } from '../connectors/connection';
import type { Findings } from '../payments/findings';
import { standingOf } from '../payments/steps/held-before';
import type { CheckoutSessions, HeldOrder, StoredSession } from './ports';
import type { ReleaseQueue } from './release-queue';

/** Cancels the unpaid orders that ended sessions left at the platform. */
export class ReleaseHeldOrders {
  constructor(
    private readonly queue: ReleaseQueue,
    private readonly sessions: CheckoutSessions,
    private readonly connections: Connections,
    private readonly findings: Findings,
  ) {}

  execute(): Promise<void> {
    return this.queue.forEach((stored) => this.#release(stored));
  }

  async #release({ tenantId, connectionId, session, heldOrder }: StoredSession): Promise<void> {
    if (heldOrder === undefined) return;
    const { platform } = await this.connections.open(tenantId, connectionId);
    const left = await release(platform.store, heldOrder, `The checkout was ${session.status}.`);
    if (left !== undefined)
      await this.findings.record({
        tenantId,
        connectionId,
        sessionId: session.id,
        code: left,
        reference: heldOrder.platformOrderId,
        outcome: 'reported',
        detail: `Order ${heldOrder.number ?? heldOrder.platformOrderId} was held for a checkout that is ${session.status}, and the shop does not let go of it. Look at it there.`,
      });
    await this.sessions.clearHeldOrder(tenantId, session.id);
  }
}

/** What an order could not be released for. One that was paid otherwise is the merchant's, and is left alone. */
async function release(
  store: Store,
  held: HeldOrder,
  note: string,
): Promise<'order_paid_otherwise' | 'order_not_released' | undefined> {
  const standing = await standingOf(store, held);
  if (standing !== 'held') return standing === 'paid' ? 'order_paid_otherwise' : undefined;
  try {
    await store.cancelOrder(held.platformOrderId, { idempotencyKey: `${held.idempotencyKey}:cancel`, note });
    return undefined;
  } catch (error) {
    if (!(error instanceof ConnectorError && error.failure.kind === 'rejected')) throw error;
    return (await standingOf(store, held)) === 'gone' ? undefined : 'order_not_released';
  }
}
