import type { FeedDefinition, FeedRun, FeedStanding, FeedTrouble } from '../../feeds/feed';
import type { ClaimedFeed, FeedChange, Feeds, NextTurn } from '../../feeds/ports';
import { takesChanges } from '../../feeds/target';
import type { TenantDirectory } from '../tenant-directory';
import { runFromRow, standingFromRow, targetContext, type FeedRow, type RunRow } from './feed-rows';
import {
  ABANDON_FEED,
  ADD_FEED,
  CHANGE_FEED,
  CLAIM_FEED,
  DISABLE_FEED,
  ENABLE_FEED,
  FEED_RUNS,
  FIND_FEED,
  FINISH_FEED,
  GIVE_BACK_FEED,
  LIST_FEEDS,
  NOTE_ALARMS,
  POSTPONE_FEED,
  RELEASE_FEED,
  REMOVE_FEED,
  RENEW_FEED,
  RENEW_FEED_URLS,
} from './statements';

export class FeedRepository implements Feeds {
  constructor(
    private readonly directory: TenantDirectory,
    private readonly clock: { now(): Date },
    private readonly leaseMs: number,
  ) {}

  async add(feed: FeedDefinition): Promise<void> {
    const { scope, sealing } = await this.directory.open(feed.tenantId);
    await scope.run(ADD_FEED, [
      ...[feed.tenantId, feed.feedId, feed.connectionId, feed.name, feed.format, feed.encoding],
      JSON.stringify(feed.options),
      sealing.sealWithTenantKey(feed.target, targetContext(feed.feedId)),
      feed.everyMinutes,
      takesChanges(feed.target),
      this.clock.now(),
    ]);
  }

  async list(tenantId: string): Promise<readonly FeedStanding[]> {
    const { scope, sealing } = await this.directory.open(tenantId);
    const rows = await scope.run<FeedRow>(LIST_FEEDS, [tenantId]);
    return rows.map((row) => standingFromRow(tenantId, sealing, row));
  }

  async find(tenantId: string, feedId: string): Promise<FeedStanding | undefined> {
    const { scope, sealing } = await this.directory.open(tenantId);
    const [row] = await scope.run<FeedRow>(FIND_FEED, [tenantId, feedId]);
    return row && standingFromRow(tenantId, sealing, row);
  }

  due(most: number) {
    return this.directory.due('feeds_to_publish', this.clock.now(), most);
  }

  async claim(tenantId: string, feedId: string, isWhole = false): Promise<ClaimedFeed | undefined> {
    const { scope, sealing } = await this.directory.open(tenantId);
    const values = [tenantId, feedId, this.leaseMs, isWhole ? this.clock.now() : null];
    const [row] = await scope.run<FeedRow & { claim: string; held_listed: number | null }>(
      CLAIM_FEED,
      values,
    );
    return (
      row && {
        ...standingFromRow(tenantId, sealing, row),
        claim: row.claim,
        releaseNext: row.release_next,
        ...(row.held_listed === null ? {} : { heldListed: row.held_listed }),
      }
    );
  }

  async renew({ tenantId, feedId, claim }: ClaimedFeed): Promise<boolean> {
    const { scope } = await this.directory.open(tenantId);
    return (await scope.run(RENEW_FEED, [tenantId, feedId, claim, this.leaseMs])).length === 1;
  }

  async giveBack({ tenantId, feedId, claim }: ClaimedFeed): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(GIVE_BACK_FEED, [tenantId, feedId, claim]);
  }

  async postpone({ tenantId, feedId, claim }: ClaimedFeed, until: Date): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(POSTPONE_FEED, [tenantId, feedId, claim, until]);
  }

  async abandon({ tenantId, feedId, claim }: ClaimedFeed): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(ABANDON_FEED, [tenantId, feedId, claim, this.clock.now()]);
  }

  async finish(feed: ClaimedFeed, run: FeedRun, next: NextTurn): Promise<void> {
    const { tenantId, feedId, claim, releaseNext } = feed;
    const { scope } = await this.directory.open(tenantId);
    const { listed, warned, excluded, reasons } = run.tally;
    await scope.run(FINISH_FEED, [
      ...[tenantId, feedId, claim, run.runId, run.state, listed, warned, excluded, JSON.stringify(reasons)],
      ...[run.bytes, run.error ?? null, run.startedAt, run.finishedAt, run.kind, run.withdrawn],
      ...[next.runAt ?? null, next.changesAt ?? null, next.publishedChange ?? null, releaseNext],
    ]);
  }

  async release(tenantId: string, feedId: string): Promise<'released' | 'unknown'> {
    const { scope } = await this.directory.open(tenantId);
    const rows = await scope.run(RELEASE_FEED, [tenantId, feedId, this.clock.now()]);
    return rows.length === 1 ? 'released' : 'unknown';
  }

  async change(
    tenantId: string,
    feedId: string,
    { options, everyMinutes, target, isElsewhere = false }: FeedChange,
  ): Promise<void> {
    const { scope, sealing } = await this.directory.open(tenantId);
    await scope.run(CHANGE_FEED, [
      ...[tenantId, feedId, options === undefined ? null : JSON.stringify(options), everyMinutes ?? null],
      ...(target === undefined
        ? [null, null]
        : [sealing.sealWithTenantKey(target, targetContext(feedId)), takesChanges(target)]),
      ...[this.clock.now(), isElsewhere],
    ]);
  }

  async renewUrls(tenantId: string, feedId: string): Promise<number | undefined> {
    const { scope } = await this.directory.open(tenantId);
    const [row] = await scope.run<Pick<FeedRow, 'url_generation'>>(RENEW_FEED_URLS, [tenantId, feedId]);
    return row?.url_generation;
  }

  async disable(tenantId: string, feedId: string): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(DISABLE_FEED, [tenantId, feedId, this.clock.now()]);
  }

  async enable(tenantId: string, feedId: string): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(ENABLE_FEED, [tenantId, feedId, this.clock.now()]);
  }

  async remove(tenantId: string, feedId: string): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(REMOVE_FEED, [tenantId, feedId]);
  }

  inTrouble(trouble: FeedTrouble, most: number) {
    return this.directory.due(`feeds_${trouble}`, this.clock.now(), most);
  }

  async noteAlarms(tenantId: string, feedIds: readonly string[], trouble: FeedTrouble) {
    const { scope } = await this.directory.open(tenantId);
    const values = [tenantId, feedIds, trouble];
    const rows = await scope.run<{ feed_id: string; name: string }>(NOTE_ALARMS, values);
    return rows.map((row) => ({ feedId: row.feed_id, name: row.name }));
  }

  async runs(tenantId: string, feedId: string, most: number): Promise<readonly FeedRun[]> {
    const { scope } = await this.directory.open(tenantId);
    const rows = await scope.run<RunRow>(FEED_RUNS, [tenantId, feedId, most]);
    return rows.map(runFromRow);
  }
}
