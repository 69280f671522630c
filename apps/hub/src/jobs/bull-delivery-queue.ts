import type { Queue } from 'bullmq';
import type { Located } from '../located';
import type { DeliveryQueue } from '../webhooks/ports';

/** What the workers of a second or two take: the relay looks again every second. */
const MOST_QUEUED = 4_000;

/** A row's id is its job's: while it is queued, adding it again does nothing. */
export class BullDeliveryQueue implements DeliveryQueue {
  constructor(private readonly queue: Queue<Located>) {}

  async room(): Promise<number> {
    return MOST_QUEUED - (await this.queue.getWaitingCount());
  }

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
