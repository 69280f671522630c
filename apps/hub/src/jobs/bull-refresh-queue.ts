import type { Queue } from 'bullmq';
import type { PlatformOrder, RefreshQueue } from '../orders/ports';

export type RefreshJob =
  | { readonly kind: 'order'; readonly order: PlatformOrder }
  | { readonly kind: 'connection'; readonly connection: Omit<PlatformOrder, 'platformOrderId'> };

export class BullRefreshQueue implements RefreshQueue {
  constructor(private readonly queue: Queue<RefreshJob>) {}

  /** Tried for some three minutes; after that the polling of the connection finds the change. */
  async refreshSoon(order: PlatformOrder, reason: string): Promise<void> {
    await this.queue.add(
      'order',
      { kind: 'order', order },
      {
        jobId: reason,
        attempts: 7,
        backoff: { type: 'exponential', delay: 3_000, jitter: 0.5 },
        removeOnComplete: true,
        removeOnFail: true,
      },
    );
  }

  async pollSoon(connection: Omit<PlatformOrder, 'platformOrderId'>): Promise<void> {
    await this.queue.add(
      'connection',
      { kind: 'connection', connection },
      {
        jobId: `poll-${connection.connectionId}`,
        removeOnComplete: true,
        removeOnFail: true,
      },
    );
  }
}
