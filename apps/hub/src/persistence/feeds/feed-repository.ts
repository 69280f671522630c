import type {
  ClaimedFeed,
  FeedDefinition,
  FeedRun,
  Feeds,
  FeedStanding,
  FeedTrouble,
  NextTurn,
} from '../../feeds/ports';
import { feedTargetSchema, takesChanges } from '../../feeds/target';
import type { Sealing } from '../sealing';
import type { TenantDirectory } from '../tenant-directory';
import {
  ABANDON_FEED,
  ADD_FEED,
  CLAIM_FEED,
  DISABLE_FEED,
  ENABLE_FEED,
  FEED_RUNS,
  FINISH_FEED,
  GIVE_BACK_FEED,
  LIST_FEEDS,
  NOTE_ALARMS,
  RELEASE_FEED,
  REMOVE_FEED,
  RENEW_FEED,
  SET_FEED_OPTIONS,
} from './statements';

interface FeedRow {
  readonly feed_id: string;
  readonly connection_id: string;
  readonly name: string;
  readonly format: string;
  readonly encoding: string;
  readonly options: unknown;
  readonly target: Buffer;
  readonly every_minutes: number;
  readonly run_at: Date | null;
  readonly published_change: string | null;
  readonly held_at: Date | null;
  readonly late_at: Date;
  readonly release_next: boolean;
  readonly last_listed: number | null;
  readonly delivered_at: Date | null;
  readonly failures: number;
  readonly is_disabled: boolean;
}

interface RunRow {
  readonly run_id: string;
  readonly feed_id: string;
  readonly kind: FeedRun['kind'];
  readonly state: FeedRun['state'];
  readonly withdrawn: number;
  readonly listed: number;
  readonly warned: number;
  readonly excluded: number;
  readonly reasons: Readonly<Record<string, number>>;
  readonly bytes: string;
  readonly error: string | null;
  readonly started_at: Date;
  readonly finished_at: Date;
}

const targetContext = (feedId: string): string => `feed:${feedId}:target`;

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

  due(most: number) {
    return this.directory.due('feeds_to_publish', this.clock.now(), most);
  }

  async claim(tenantId: string, feedId: string): Promise<ClaimedFeed | undefined> {
    const { scope, sealing } = await this.directory.open(tenantId);
    const values = [tenantId, feedId, this.leaseMs];
    const [row] = await scope.run<FeedRow & { claim: string }>(CLAIM_FEED, values);
    return (
      row && {
        ...standingFromRow(tenantId, sealing, row),
        claim: row.claim,
        releaseNext: row.release_next,
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

  async setOptions(tenantId: string, feedId: string, options: unknown): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(SET_FEED_OPTIONS, [tenantId, feedId, JSON.stringify(options), this.clock.now()]);
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
    return rows.map((row) => ({
      runId: row.run_id,
      feedId: row.feed_id,
      kind: row.kind,
      state: row.state,
      withdrawn: row.withdrawn,
      tally: { listed: row.listed, warned: row.warned, excluded: row.excluded, reasons: row.reasons },
      bytes: Number(row.bytes),
      ...(row.error === null ? {} : { error: row.error }),
      startedAt: row.started_at,
      finishedAt: row.finished_at,
    }));
  }
}

const standingFromRow = (tenantId: string, sealing: Sealing, row: FeedRow): FeedStanding => ({
  tenantId,
  feedId: row.feed_id,
  connectionId: row.connection_id,
  name: row.name,
  format: row.format,
  encoding: row.encoding,
  options: row.options,
  target: feedTargetSchema.parse(sealing.openWithTenantKey(row.target, targetContext(row.feed_id))),
  everyMinutes: row.every_minutes,
  ...(row.last_listed === null ? {} : { lastListed: row.last_listed }),
  ...(row.delivered_at === null ? {} : { deliveredAt: row.delivered_at }),
  ...(row.run_at === null ? {} : { nextAt: row.run_at }),
  ...(row.published_change === null ? {} : { publishedChange: Number(row.published_change) }),
  ...(row.held_at === null ? {} : { heldAt: row.held_at }),
  lateAt: row.late_at,
  failures: row.failures,
  isDisabled: row.is_disabled,
});
