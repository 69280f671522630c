import type { Queue } from 'bullmq';
import type { FeedQueue } from '../feeds/ports';
import type { Located } from '../located';

/** Whose turn it is is decided when there is room, not when a feed comes due: a short line keeps merchants' turns fair. */
const MOST_QUEUED = 16;

/** A feed's job bears its name: it is queued or running once, and what is missed comes with the next look. */
export class BullFeedQueue implements FeedQueue {
  constructor(private readonly queue: Queue<Located>) {}

  async room(): Promise<number> {
    return MOST_QUEUED - (await this.queue.getWaitingCount());
  }

  async publishSoon(feeds: readonly Located[]): Promise<void> {
    await this.queue.addBulk(
      feeds.map((feed) => ({
        name: 'publish',
        data: feed,
        opts: { jobId: `publish-${feed.id}`, removeOnComplete: true, removeOnFail: true },
      })),
    );
  }
}
