import { ConnectorError } from '@acp-hub/connector';
import type { Connections } from '../connectors/connection';
import type { PlatformOrder } from './ports';
import type { SnapshotOutcome, TakeInSnapshot } from './take-in-snapshot';

/** `try_again`: the platform could not be asked. */
export type RefreshOutcome = SnapshotOutcome | 'try_again';

/** Reads an order afresh from its platform, whatever made somebody think that it changed. */
export class RefreshOrder {
  constructor(
    private readonly connections: Connections,
    private readonly takeInSnapshot: TakeInSnapshot,
  ) {}

  async execute(where: PlatformOrder): Promise<RefreshOutcome> {
    const { platform } = await this.connections.open(where.tenantId, where.connectionId);
    try {
      return await this.takeInSnapshot.execute(where, await platform.store.getOrder(where.platformOrderId));
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      return isLasting(error) ? 'unknown' : 'try_again';
    }
  }
}

/** The platform does not have the order, and asking again will not change that. */
const isLasting = ({ failure }: ConnectorError): boolean =>
  failure.kind === 'unsupported' || failure.kind === 'rejected';
