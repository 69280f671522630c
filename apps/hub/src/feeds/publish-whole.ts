import type { CatalogueReader } from '../catalog/ports';
import { bytesOf } from './delivery/delivery';
import { lossObjection } from './plausible-loss';
import type { FeedContents } from './feed';
import type { ClaimedFeed, DeliverFeed, FeedRenderer, RenderObserver } from './ports';
import { failedRun, nextTold, nextWhole, type RunEnd, type RunSpace } from './run-end';

export interface PublishParts {
  readonly reader: CatalogueReader;
  readonly renderer: FeedRenderer;
  readonly deliver: DeliverFeed;
  readonly clock: { now(): Date };
  /** Who is told how far a feed is. */
  readonly observe?: (feed: FeedContents) => RenderObserver;
}

/**
 * Renders a feed beside the one that is out, and delivers it where it is whole and holds about as much as the last one.
 * Until then what was delivered before stays in place. `unread`: the shop was never read to its end, and a feed would say
 * of products that they are not on sale.
 */
export class PublishWhole {
  constructor(private readonly parts: PublishParts) {}

  async execute(feed: ClaimedFeed, { folder, signal }: RunSpace): Promise<RunEnd | 'unread'> {
    const { renderer, reader, deliver, clock, observe } = this.parts;
    // Looked up before the products are read, it is a change that is among them.
    const { products, lastChange, isWhole } = await reader.size(feed);
    if (!isWhole) return 'unread';
    const control = { ...observe?.(feed), signal, total: products };
    const { files, tally, saleChange } = await renderer.render(feed, reader.documents(feed), folder, control);
    const rendered = { tally, withdrawn: 0, bytes: bytesOf(files) };
    const objection = lossObjection(feed, tally.listed);
    if (objection !== undefined)
      return { ...rendered, state: 'held', error: objection, next: { runAt: nextWhole(feed, clock.now()) } };
    const outcome = await deliver(feed, { ...feed, kind: 'full', files }, control);
    if (outcome.kind === 'failed') return failedRun(feed, 'full', { ...rendered, ...outcome }, clock.now());
    const runAt = nextTold(nextWhole(feed, clock.now()), saleChange, clock.now());
    const next = { runAt, publishedChange: lastChange };
    return { ...rendered, state: 'done', next };
  }
}
