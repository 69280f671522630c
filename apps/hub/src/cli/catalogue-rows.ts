import type { SyncRecord } from '../catalog/ports';

/** A run over a catalogue for scripts. */
export const runJson = (run: SyncRecord) => ({
  run_id: run.runId,
  connection_id: run.connectionId,
  kind: run.kind,
  state: run.state,
  ...run.counts,
  ...(run.error === undefined ? {} : { error: run.error }),
  started_at: run.startedAt.toISOString(),
  ...(run.finishedAt === undefined ? {} : { finished_at: run.finishedAt.toISOString() }),
});

/** And for people. */
export const runRow = (run: SyncRecord) => ({
  run: run.runId,
  shop: run.connectionId,
  kind: run.kind,
  state: run.state,
  seen: run.counts.seen,
  changed: run.counts.changed,
  removed: run.counts.removed,
  'left out': run.counts.rejected,
  began: run.startedAt.toISOString(),
  why: run.error,
});
