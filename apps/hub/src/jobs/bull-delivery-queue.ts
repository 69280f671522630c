import type { Queue } from 'bullmq';
import type { Located } from '../located';
import type { DeliveryQueue } from '../webhooks/ports';

/** A row's id is its job's: while it is queued, adding it again does nothing. */
export class BullDeliveryQueue implements DeliveryQueue {
  constructor(private readonly queue: Queue<Located>) {}

  async add(rows: readonly Located[]): Promise<void> {
    await this.queue.addBulk(
      rows.map((row) => ({
        name: 'deliver',
        data: row,
        opts: { jobId: row.id, removeOnComplete: true, removeOnFail: true },
      })),
    );
  }
}
