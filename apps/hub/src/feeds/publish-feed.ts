import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CatalogueReader } from '../catalog/ports';
import type {
  ClaimedFeed,
  DeliverFeed,
  FeedRenderer,
  FeedRun,
  Feeds,
  FeedTally,
  RenderObserver,
} from './ports';

/** Items a feed may lose from one time to the next before a person is asked. */
const MOST_LOSS = 0.2;

const MINUTE_MS = 60_000;
const LONGEST_RETRY_MS = 6 * 60 * MINUTE_MS;

const NOTHING: FeedTally = { listed: 0, warned: 0, excluded: 0, reasons: {} };

export interface PublishParts {
  readonly feeds: Feeds;
  readonly reader: CatalogueReader;
  readonly renderer: FeedRenderer;
  readonly deliver: DeliverFeed;
  readonly observer?: RenderObserver;
}

type Ended = Pick<FeedRun, 'state' | 'tally' | 'bytes' | 'error'> & { readonly retryAfterMs?: number };

/**
 * Renders a feed beside the one that is out, and delivers it where it is whole and holds about as much as the last one.
 * Until then what was delivered before stays in place.
 */
export class PublishFeed {
  constructor(
    private readonly parts: PublishParts,
    private readonly newRunId: () => string,
    private readonly clock: { now(): Date },
  ) {}

  /** `busy`: another process publishes it, or it is disabled or unknown. */
  async execute(tenantId: string, feedId: string): Promise<FeedRun | 'busy'> {
    const feed = await this.parts.feeds.claim(tenantId, feedId);
    if (feed === undefined) return 'busy';
    const startedAt = this.clock.now();
    const { retryAfterMs, ...ended } = await this.#publish(feed);
    const finishedAt = this.clock.now();
    const run = { runId: this.newRunId(), feedId, ...ended, startedAt, finishedAt };
    const waitMs = ended.state === 'failed' ? (retryAfterMs ?? retryMs(feed)) : feed.everyMinutes * MINUTE_MS;
    await this.parts.feeds.finish(feed, run, new Date(finishedAt.getTime() + waitMs));
    return run;
  }

  async #publish(feed: ClaimedFeed): Promise<Ended> {
    const folder = await mkdtemp(join(tmpdir(), 'acp-hub-feed-'));
    try {
      const { renderer, reader, observer } = this.parts;
      const { files, tally } = await renderer.render(feed, reader.whole(feed), folder, observer);
      const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
      const objection = feed.releaseNext ? undefined : objectionTo(feed, tally);
      if (objection !== undefined) return { state: 'held', tally, bytes, error: objection };
      const outcome = await this.parts.deliver(feed, files);
      if (outcome.kind === 'delivered') return { state: 'done', tally, bytes };
      const { error, retryAfterMs } = outcome;
      return {
        state: 'failed',
        tally,
        bytes,
        error,
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      };
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      return { state: 'failed', tally: NOTHING, bytes: 0, error: `The feed could not be made: ${words}` };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

function objectionTo({ feedId, lastListed }: ClaimedFeed, { listed }: FeedTally): string | undefined {
  if (lastListed === undefined || listed >= lastListed * (1 - MOST_LOSS)) return undefined;
  return (
    `It would hold ${listed} items, after ${lastListed} the last time, and was kept back; what was delivered before is ` +
    `still there. See why with: hub catalog status, hub feeds history ${feedId}. If it is right: hub feeds release ${feedId}`
  );
}

/** Longer and longer, and never longer than until the feed is due anyway. */
const retryMs = ({ failures, everyMinutes }: ClaimedFeed): number =>
  Math.min(MINUTE_MS * 2 ** Math.min(failures, 12), everyMinutes * MINUTE_MS, LONGEST_RETRY_MS);
