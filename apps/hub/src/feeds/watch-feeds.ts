import { idsByTenant } from '../located';
import { feedTroubles, type FeedTrouble } from './feed';
import type { FeedAlarms } from './ports';

/** More than anybody would read of. */
const MOST = 10_000;

export interface TellTrouble {
  /** How many feeds are in that trouble now. */
  count(trouble: FeedTrouble, feeds: number): void;
  /** Once for each feed and trouble, until it has passed. */
  report(
    trouble: FeedTrouble,
    feed: { readonly tenantId: string; readonly feedId: string; readonly name: string },
  ): void;
}

/** Tells of feeds that are late or held back: how many, and of each once. */
export class WatchFeeds {
  constructor(
    private readonly alarms: FeedAlarms,
    private readonly tell: TellTrouble,
  ) {}

  async execute(): Promise<void> {
    for (const trouble of feedTroubles) {
      const troubled = await this.alarms.inTrouble(trouble, MOST);
      this.tell.count(trouble, troubled.length);
      for (const [tenantId, feedIds] of idsByTenant(troubled))
        for (const feed of await this.alarms.noteAlarms(tenantId, feedIds, trouble))
          this.tell.report(trouble, { tenantId, ...feed });
    }
  }
}
