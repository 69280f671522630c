import { join } from 'node:path';
import type { FeedDefinition } from '../feed';
import { currentEdition } from './edition';

type FeedIds = Pick<FeedDefinition, 'tenantId' | 'feedId'>;

/** Where the feeds lie that receivers fetch. */
export class KeptFeeds {
  constructor(readonly root: string) {}

  placeOf({ tenantId, feedId }: FeedIds): string {
    return join(this.root, tenantId, feedId);
  }

  /** Names of the files to be fetched now; none before the first delivery. */
  async files(feed: FeedIds): Promise<readonly string[]> {
    return (await currentEdition(this.placeOf(feed)))?.files ?? [];
  }

  /** A file as it is now: what is fetched from there stays the same. `undefined`: the feed has none of that name. */
  async find(feed: FeedIds, name: string): Promise<{ readonly folder: string } | undefined> {
    const place = this.placeOf(feed);
    const current = await currentEdition(place);
    return current?.files.includes(name) === true ? { folder: join(place, current.edition) } : undefined;
  }
}
