import { newId } from '../ids';
import type { Feeds } from './ports';
import { PublishChanges } from './publish-changes';
import { PublishFeed } from './publish-feed';
import { PublishWhole, type PublishParts } from './publish-whole';

/** The same publishing for a worker, the command line and a test. @param leaseMs as the claims of `feeds` last */
export const createPublish = (feeds: Feeds, parts: PublishParts, leaseMs: number): PublishFeed =>
  new PublishFeed(
    feeds,
    { full: new PublishWhole(parts), changes: new PublishChanges(parts) },
    () => newId('pub'),
    parts.clock,
    leaseMs,
  );
