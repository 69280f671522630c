import type { Store } from '@acp-hub/connector';
import { ConnectorError } from '@acp-hub/connector';
import type { Connections } from '../connectors/connection';
import type { OrderPolling, PlatformOrder } from './ports';
import type { TakeInSnapshot } from './take-in-snapshot';

/** A platform's clock and indexes may lag behind; what is seen twice changes nothing. */
const OVERLAP_MS = 2 * 60 * 1_000;

/** Takes in every order of one connection that changed since the last look. */
export class PollConnection {
  constructor(
    private readonly connections: Connections,
    private readonly polling: OrderPolling,
    private readonly takeInSnapshot: TakeInSnapshot,
    private readonly clock: { now(): Date },
    private readonly intervalMs: number,
  ) {}

  /** A platform that fails is asked again at its next turn, from where it was last seen to. */
  async execute(
    connection: Omit<PlatformOrder, 'platformOrderId'>,
  ): Promise<'polled' | 'not_due' | 'failed'> {
    const startedAt = this.clock.now();
    const turn = await this.polling.takeTurn(connection, new Date(startedAt.getTime() + this.intervalMs));
    if (turn === undefined) return 'not_due';
    const { platform } = await this.connections.open(connection.tenantId, connection.connectionId);
    const updatedSince = new Date(turn.seenTo.getTime() - OVERLAP_MS).toISOString();
    try {
      for await (const snapshot of changedOrders(platform.store, updatedSince)) {
        await this.takeInSnapshot.execute(
          { ...connection, platformOrderId: snapshot.platformOrderId },
          snapshot,
        );
      }
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      return 'failed';
    }
    await this.polling.finish(connection, startedAt);
    return 'polled';
  }
}

async function* changedOrders(store: Store, updatedSince: string) {
  let cursor: string | undefined;
  do {
    const page = await store.listOrders({ updatedSince, ...(cursor === undefined ? {} : { cursor }) });
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}
