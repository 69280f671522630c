import type {
  Catalogue,
  CatalogueSyncs,
  EndRun,
  OpenRun,
  RejectedProduct,
  SyncKind,
  SyncRecord,
  SyncRun,
  SyncTurn,
} from '../../catalog/ports';
import type { NewId } from '../../ids';
import type { TenantDirectory } from '../tenant-directory';
import { JOIN_AS_A_WHOLE } from './store-statements';
import {
  NO_COUNTS,
  rejectFromRow,
  runFromRow,
  turnFromRow,
  type RejectRow,
  type RunRow,
  type TurnRow,
} from './sync-rows';
import {
  BEGIN_RUN,
  END_RUN,
  ENSURE_SYNC,
  FIND_OPEN_RUN,
  FIND_REJECT,
  FORGET_SEEN,
  FORGET_UNSEEN_REJECTS,
  LIST_REJECTS,
  LIST_RUNS,
  NOTE_FAILURE,
  PASS_OVER,
  RELEASE_TURN,
  SCHEDULE_NEXT,
  SET_NEXT_TURN,
  TAKE_TURN,
} from './sync-statements';

export class SyncRepository implements CatalogueSyncs {
  constructor(
    private readonly directory: TenantDirectory,
    private readonly newId: NewId,
    private readonly clock: { now(): Date },
    private readonly leaseMs: number,
  ) {}

  due(most: number) {
    return this.directory.due('catalogues_to_sync', this.clock.now(), most);
  }

  async take(catalogue: Catalogue): Promise<SyncTurn | undefined> {
    const { tenantId, connectionId } = catalogue;
    const { scope } = await this.directory.open(tenantId);
    await scope.run(ENSURE_SYNC, [tenantId, connectionId]);
    const until = new Date(this.clock.now().getTime() + this.leaseMs);
    return scope.transaction(async (transaction) => {
      const [row] = await transaction.run<TurnRow>(TAKE_TURN, [tenantId, connectionId, this.leaseMs]);
      if (row === undefined) return undefined;
      await transaction.run(PASS_OVER, [tenantId, connectionId, until]);
      return turnFromRow(catalogue, row, until);
    });
  }

  async release({ tenantId, connectionId, lease, passedOverUntil }: SyncTurn, nextAt: Date): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(RELEASE_TURN, [tenantId, connectionId, lease]);
    await scope.run(SET_NEXT_TURN, [tenantId, connectionId, passedOverUntil, nextAt]);
  }

  async openRun({ tenantId, connectionId, ...turn }: SyncTurn, kind: SyncKind, how: OpenRun) {
    const { scope } = await this.directory.open(tenantId);
    const [open] = await scope.run<RunRow>(FIND_OPEN_RUN, [tenantId, connectionId, kind]);
    if (open !== undefined)
      return { ...runFromRow(open), acceptRemovals: open.accept_removals || how.acceptRemovals };
    const [begun] = await scope.run<RunRow>(BEGIN_RUN, [
      ...[
        tenantId,
        this.newId('run'),
        connectionId,
        kind,
        kind === 'stock' ? (turn.stockAfter ?? null) : null,
      ],
      ...[how.updatedSince ?? null, how.acceptRemovals, JSON.stringify(NO_COUNTS), this.clock.now()],
    ]);
    if (begun === undefined) throw new Error('An INSERT always answers.');
    return runFromRow(begun);
  }

  async endRun({ tenantId, connectionId }: SyncTurn, run: SyncRun, end: EndRun): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    const { runId, kind, cursor } = run;
    await scope.transaction((transaction) => {
      const values = [tenantId, runId, end.state, end.error ?? null, this.clock.now()];
      transaction.send(END_RUN, values);
      if (kind === 'full') {
        transaction.send(JOIN_AS_A_WHOLE, []);
        if (end.state === 'done') transaction.send(FORGET_UNSEEN_REJECTS, [tenantId, connectionId, runId]);
        transaction.send(FORGET_SEEN, [tenantId, runId]);
      }
      const stockAfter = kind === 'stock' ? (cursor ?? null) : null;
      transaction.send(SCHEDULE_NEXT, [
        ...[tenantId, connectionId, kind, end.dueAt, stockAfter, end.syncedTo ?? null],
        end.state === 'failed',
      ]);
    });
  }

  async postpone({ tenantId, connectionId }: SyncTurn, run: SyncRun, error: string, retryAt: Date) {
    const { scope } = await this.directory.open(tenantId);
    const values = [tenantId, connectionId, run.runId, error, this.clock.now(), retryAt];
    await scope.run(NOTE_FAILURE, values);
  }

  async runs({ tenantId, connectionId }: Catalogue, most: number): Promise<readonly SyncRecord[]> {
    const { scope } = await this.directory.open(tenantId);
    return (await scope.run<RunRow>(LIST_RUNS, [tenantId, connectionId, most])).map(runFromRow);
  }

  async rejects({ tenantId, connectionId }: Catalogue, most: number): Promise<readonly RejectedProduct[]> {
    const { scope } = await this.directory.open(tenantId);
    return (await scope.run<RejectRow>(LIST_REJECTS, [tenantId, connectionId, most])).map(rejectFromRow);
  }

  async findReject({ tenantId, connectionId }: Catalogue, productId: string) {
    const { scope } = await this.directory.open(tenantId);
    const [row] = await scope.run<RejectRow>(FIND_REJECT, [tenantId, connectionId, productId]);
    return row && rejectFromRow(row);
  }
}
