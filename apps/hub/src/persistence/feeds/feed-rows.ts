import type { FeedRun, FeedStanding } from '../../feeds/feed';
import { feedTargetSchema } from '../../feeds/target';
import type { Sealing } from '../sealing';

export interface FeedRow {
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
  readonly url_generation: number;
  readonly is_disabled: boolean;
}

export interface RunRow {
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

/** What a target is sealed for. */
export const targetContext = (feedId: string): string => `feed:${feedId}:target`;

export const standingFromRow = (tenantId: string, sealing: Sealing, row: FeedRow): FeedStanding => ({
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
  urlGeneration: row.url_generation,
  isDisabled: row.is_disabled,
});

export const runFromRow = (row: RunRow): FeedRun => ({
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
});
