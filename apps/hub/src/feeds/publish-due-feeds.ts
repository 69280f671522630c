import type { Feeds } from './ports';
import type { PublishFeed } from './publish-feed';

const MOST_LOOKED_AT = 50;

/** Publishes the feed that has waited longest; one a look, so that a hub that stops waits for one at most. */
export class PublishDueFeeds {
  constructor(
    private readonly feeds: Pick<Feeds, 'due'>,
    private readonly publish: Pick<PublishFeed, 'execute'>,
    private readonly report: (tenantId: string, feedId: string, state: string, reason: string) => void,
  ) {}

  async execute(): Promise<void> {
    for (const { tenantId, id } of await this.feeds.due(MOST_LOOKED_AT)) {
      const run = await this.publish.execute(tenantId, id);
      if (run === 'busy') continue;
      if (run.error !== undefined) this.report(tenantId, id, run.state, run.error);
      return;
    }
  }
}
