import { bytesOf } from './delivery/delivery';
import { isPlausibleFall } from './plausible-loss';
import type { ClaimedFeed } from './ports';
import type { PublishParts } from './publish-whole';
import { failedRun, nextTold, type RunEnd, type RunSpace } from './run-end';

/**
 * Tells a receiver that takes changes what changed since it was last told, all in one: what fell out of the feed is
 * withdrawn. Where that would be far more than is plausible, it is left to a whole run to tell, or to be held.
 */
export class PublishChanges {
  constructor(private readonly parts: PublishParts) {}

  async execute(feed: ClaimedFeed, { folder, signal }: RunSpace): Promise<RunEnd | 'nothing'> {
    const { renderer, reader, deliver, clock, observe } = this.parts;
    const control = { ...observe?.(feed), signal };
    const changes = reader.changedSince(feed, feed.publishedChange ?? 0);
    const rendered = await renderer.renderChanges(feed, changes, folder, control);
    const { files, tally, withdrawn, lastChange, saleChange } = rendered;
    if (lastChange === undefined) return 'nothing';
    const told = { tally, withdrawn, bytes: bytesOf(files) };
    if (!isPlausibleFall(feed.lastListed, withdrawn))
      return {
        ...told,
        state: 'held',
        error: `${withdrawn} items would be withdrawn at once: a whole run looks at that first.`,
        next: { runAt: clock.now() },
      };
    const outcome = await deliver(feed, { ...feed, kind: 'changes', files }, control);
    if (outcome.kind === 'failed') return failedRun(feed, 'changes', { ...told, ...outcome }, clock.now());
    const next = { publishedChange: lastChange };
    if (saleChange === undefined || feed.nextAt === undefined) return { ...told, state: 'done', next };
    const runAt = nextTold(feed.nextAt, saleChange, clock.now());
    return { ...told, state: 'done', next: { ...next, runAt } };
  }
}
