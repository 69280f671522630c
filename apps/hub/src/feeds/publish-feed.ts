import { wordsOf } from '../words-of';
import { keepClaim } from './keep-claim';
import type { FeedRun, FeedRunKind } from './feed';
import type { ClaimedFeed, Feeds } from './ports';
import type { PublishChanges } from './publish-changes';
import type { PublishWhole } from './publish-whole';
import { failedRun, type RunEnd, type RunSpace } from './run-end';
import { inScratchFolder } from './scratch-folder';
import { takesChanges } from './target';

export interface PublishOptions {
  /** Everything, due or not. */
  readonly isWhole?: boolean;
  /** Stops the work; what was due is then still due. */
  readonly signal?: AbortSignal;
}

const UNREAD = {
  error:
    'The shop’s catalogue has not been read to its end yet, and nothing was delivered; see how far it is with: hub catalog status',
  retryAfterMs: 10_000,
};

/** `busy`: another process publishes it, or it is disabled or unknown; `nothing`: nothing was due or
 * had changed, or the shop is still being read. */
export type Published = FeedRun | 'busy' | 'nothing';

/**
 * Publishes what is due of a feed, by one process at a time: everything on its schedule, and between what changed. As
 * both need the claim, changes neither overtake a whole run nor undo it.
 */
export class PublishFeed {
  constructor(
    private readonly feeds: Feeds,
    private readonly how: Readonly<Record<FeedRunKind, PublishWhole | PublishChanges>>,
    private readonly newRunId: () => string,
    private readonly clock: { now(): Date },
    private readonly leaseMs: number,
  ) {}

  async execute(tenantId: string, feedId: string, options: PublishOptions = {}): Promise<Published> {
    const feed = await this.feeds.claim(tenantId, feedId, options.isWhole);
    if (feed === undefined) return 'busy';
    const kind = options.isWhole === true ? 'full' : this.#kindDue(feed);
    const kept = keepClaim(() => this.feeds.renew(feed), this.leaseMs, options.signal);
    try {
      return kind === undefined
        ? await this.#nothing(feed)
        : await this.#publish(feed, kind, options.isWhole === true, kept.signal);
    } finally {
      kept.stop();
    }
  }

  #kindDue(feed: ClaimedFeed): FeedRunKind | undefined {
    if (feed.publishedChange === undefined || (feed.nextAt ?? this.clock.now()) <= this.clock.now())
      return 'full';
    return takesChanges(feed.target) && feed.heldAt === undefined ? 'changes' : undefined;
  }

  /** Of a feed that takes changes, those that came meanwhile have made it due again. */
  async #nothing(feed: ClaimedFeed): Promise<'nothing'> {
    await this.feeds.giveBack(feed);
    return 'nothing';
  }

  async #wait(feed: ClaimedFeed): Promise<'nothing'> {
    await this.feeds.postpone(feed, new Date(this.clock.now().getTime() + UNREAD.retryAfterMs));
    return 'nothing';
  }

  async #publish(
    feed: ClaimedFeed,
    kind: FeedRunKind,
    isAsked: boolean,
    signal: AbortSignal,
  ): Promise<Published> {
    const startedAt = this.clock.now();
    const tried = await inScratchFolder((folder) => this.#try(feed, kind, { folder, signal }));
    if (tried === 'nothing') return this.#nothing(feed);
    // On its schedule it waits for the shop; a person is told.
    if (tried === 'unread' && !isAsked) return this.#wait(feed);
    const end = tried === 'unread' ? failedRun(feed, kind, UNREAD, this.clock.now()) : tried;
    if (end === 'stopped') {
      await this.feeds.abandon(feed);
      return 'busy';
    }
    const finishedAt = this.clock.now();
    const { next, ...ended } = end;
    const run = { runId: this.newRunId(), feedId: feed.feedId, kind, ...ended, startedAt, finishedAt };
    await this.feeds.finish(feed, run, next);
    return run;
  }

  async #try(
    feed: ClaimedFeed,
    kind: FeedRunKind,
    space: RunSpace,
  ): Promise<RunEnd | 'nothing' | 'stopped' | 'unread'> {
    try {
      return await this.how[kind].execute(feed, space);
    } catch (error) {
      if (space.signal.aborted) return 'stopped';
      const words = wordsOf(error);
      return failedRun(feed, kind, { error: `The feed could not be made: ${words}` }, this.clock.now());
    }
  }
}
