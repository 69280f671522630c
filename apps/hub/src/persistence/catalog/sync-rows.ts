import type { Catalogue, RejectedProduct, SyncCounts, SyncRecord, SyncTurn } from '../../catalog/ports';

export interface TurnRow {
  readonly lease: string;
  readonly synced_to: Date | null;
  readonly full_at: Date | null;
  readonly changes_at: Date | null;
  readonly stock_at: Date | null;
  readonly stock_after: string | null;
  readonly failures: number;
  readonly retry_at: Date | null;
}

export interface RunRow {
  readonly run_id: string;
  readonly connection_id: string;
  readonly kind: SyncRecord['kind'];
  readonly phase: SyncRecord['phase'];
  readonly cursor: string | null;
  readonly updated_since: Date | null;
  readonly accept_removals: boolean;
  readonly counts: SyncCounts;
  readonly state: SyncRecord['state'];
  readonly error: string | null;
  readonly started_at: Date;
  readonly progressed_at: Date;
  readonly finished_at: Date | null;
}

export interface RejectRow {
  readonly product_id: string;
  readonly title: string | null;
  readonly reason: string;
}

export const NO_COUNTS: SyncCounts = { pages: 0, seen: 0, changed: 0, rejected: 0, removed: 0 };

export const turnFromRow = (catalogue: Catalogue, row: TurnRow, passedOverUntil: Date): SyncTurn => ({
  tenantId: catalogue.tenantId,
  connectionId: catalogue.connectionId,
  lease: row.lease,
  passedOverUntil,
  ...(row.synced_to === null ? {} : { syncedTo: row.synced_to }),
  due: {
    ...(row.full_at === null ? {} : { full: row.full_at }),
    ...(row.changes_at === null ? {} : { changes: row.changes_at }),
    ...(row.stock_at === null ? {} : { stock: row.stock_at }),
  },
  ...(row.stock_after === null ? {} : { stockAfter: row.stock_after }),
  failures: row.failures,
  ...(row.retry_at === null ? {} : { retryAt: row.retry_at }),
});

export const runFromRow = (row: RunRow): SyncRecord => ({
  runId: row.run_id,
  connectionId: row.connection_id,
  kind: row.kind,
  phase: row.phase,
  ...(row.cursor === null ? {} : { cursor: row.cursor }),
  ...(row.updated_since === null ? {} : { updatedSince: row.updated_since }),
  acceptRemovals: row.accept_removals,
  counts: row.counts,
  state: row.state,
  ...(row.error === null ? {} : { error: row.error }),
  startedAt: row.started_at,
  progressedAt: row.progressed_at,
  ...(row.finished_at === null ? {} : { finishedAt: row.finished_at }),
});

export const rejectFromRow = ({ product_id, title, reason }: RejectRow): RejectedProduct => ({
  productId: product_id,
  ...(title === null ? {} : { title }),
  reason,
});
