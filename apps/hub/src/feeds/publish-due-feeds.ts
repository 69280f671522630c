import type { FeedQueue, Feeds } from './ports';

/** Hands feeds with something due to the workers, no more than these get to before the next look. */
export class PublishDueFeeds {
  constructor(
    private readonly feeds: Pick<Feeds, 'due'>,
    private readonly queue: FeedQueue,
  ) {}

  async execute(): Promise<void> {
    const room = await this.queue.room();
    if (room > 0) await this.queue.publishSoon(await this.feeds.due(room));
  }
}
