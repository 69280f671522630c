import type { FeedRun, FeedRunKind, FeedTally } from './feed';
import type { ClaimedFeed, NextTurn } from './ports';
import { takesChanges } from './target';

/** What a run works with. */
export interface RunSpace {
  /** For what is rendered; gone afterwards. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** How a run ended, and what is next. */
export type RunEnd = Pick<FeedRun, 'state' | 'tally' | 'withdrawn' | 'bytes' | 'error'> & {
  readonly next: NextTurn;
};

const MINUTE_MS = 60_000;
const LONGEST_RETRY_MS = 6 * 60 * MINUTE_MS;

const NOTHING: FeedTally = { listed: 0, warned: 0, excluded: 0, reasons: {} };

const afterMs = (moment: Date, ms: number): Date => new Date(moment.getTime() + ms);

export const nextWhole = ({ everyMinutes }: ClaimedFeed, now: Date): Date =>
  afterMs(now, everyMinutes * MINUTE_MS);

/** However many sales begin and end, everything is not told more often than that. */
const LEAST_BETWEEN_MS = 15 * MINUTE_MS;

/** When everything is told next: as its schedule has it, or when a sale price begins or ends before. */
export function nextTold(scheduled: Date, saleChange: Date | undefined, now: Date): Date {
  if (saleChange === undefined || saleChange >= scheduled) return scheduled;
  const soon = afterMs(now, LEAST_BETWEEN_MS);
  return saleChange > soon ? saleChange : new Date(Math.min(soon.getTime(), scheduled.getTime()));
}

/** Longer and longer, and never longer than until the feed is due anyway. */
const retryMs = ({ failures, everyMinutes }: ClaimedFeed): number =>
  Math.min(MINUTE_MS * 2 ** Math.min(failures, 12), everyMinutes * MINUTE_MS, LONGEST_RETRY_MS);

interface Failure extends Partial<Pick<RunEnd, 'tally' | 'withdrawn' | 'bytes'>> {
  readonly error: string;
  /** As the receiver asks. */
  readonly retryAfterMs?: number;
}

/** A run that failed is tried again later; until then changes wait, too, for they go to the same receiver. */
export function failedRun(
  feed: ClaimedFeed,
  kind: FeedRunKind,
  { error, retryAfterMs, tally = NOTHING, withdrawn = 0, bytes = 0 }: Failure,
  now: Date,
): RunEnd {
  const at = afterMs(now, retryAfterMs ?? retryMs(feed));
  const next = { ...(kind === 'full' && { runAt: at }), ...(takesChanges(feed.target) && { changesAt: at }) };
  return { state: 'failed', tally, withdrawn, bytes, error, next };
}
