import { ConnectorError } from '@acp-hub/connector';
import type { SyncKind, SyncTurn } from './ports';

/** Milliseconds between two runs of a kind; 0: none by itself. */
export type SyncIntervals = Readonly<Record<SyncKind, number>>;

/** Looking again where nothing is due by itself: somebody may have changed the settings. */
const IDLE_MS = 24 * 3_600_000;

const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 3_600_000;

/** What waits longest for nobody comes first: changes are few, a full run may take hours. */
const ORDER: readonly SyncKind[] = ['changes', 'stock', 'full'];

/** When a kind is due again after a run that began then. */
export const nextAfter = (intervals: SyncIntervals, kind: SyncKind, startedAt: Date): Date =>
  new Date(startedAt.getTime() + (intervals[kind] === 0 ? IDLE_MS : intervals[kind]));

/** Before the first full run there is nothing that could have changed. */
export function dueKinds(
  intervals: SyncIntervals,
  turn: SyncTurn,
  hasHints: boolean,
  now: Date,
): readonly SyncKind[] {
  const isDue = (kind: SyncKind) => intervals[kind] > 0 && (turn.due[kind] ?? now) <= now;
  if (turn.syncedTo === undefined) return isDue('full') ? ['full'] : [];
  return ORDER.filter((kind) => isDue(kind) || (kind === 'changes' && hasHints));
}

/** When the catalogue's next turn is, by when each kind is due. */
export function nextTurn(intervals: SyncIntervals, due: SyncTurn['due'], now: Date): Date {
  const times = ORDER.filter((kind) => intervals[kind] > 0).map((kind) => (due[kind] ?? now).getTime());
  return new Date(Math.min(now.getTime() + IDLE_MS, ...times));
}

/** How long to wait after so many failures in a row, or as long as the platform asks. */
export function retryAfterMs(failures: number, error: unknown): number {
  if (error instanceof ConnectorError && error.failure.kind === 'rate_limited')
    return Math.min(Math.max(error.failure.retryAfterMs, 1_000), LONGEST_RETRY_MS);
  return Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS);
}
