import type { OrderPolling, PlatformOrder } from '../../orders/ports';
import type { TenantDirectory } from '../tenant-directory';
import { FINISH_POLL, TAKE_POLL_TURN } from './statements';

type ConnectionRef = Omit<PlatformOrder, 'platformOrderId'>;

export class OrderPollRepository implements OrderPolling {
  constructor(
    private readonly directory: TenantDirectory,
    private readonly clock: { now(): Date },
  ) {}

  due(most: number) {
    return this.directory.due('connections_to_poll', this.clock.now(), most);
  }

  async takeTurn({ tenantId, connectionId }: ConnectionRef, nextAt: Date) {
    const { scope } = await this.directory.open(tenantId);
    const values = [tenantId, connectionId, this.clock.now(), nextAt];
    const [row] = await scope.run<{ seen_to: Date }>(TAKE_POLL_TURN, values);
    return row && { seenTo: row.seen_to };
  }

  async finish({ tenantId, connectionId }: ConnectionRef, seenTo: Date): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(FINISH_POLL, [tenantId, connectionId, seenTo]);
  }
}
