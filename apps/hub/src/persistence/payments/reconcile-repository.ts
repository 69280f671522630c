import type { HeldOrder, PendingPayment } from '../../checkout/ports';
import type { NewId } from '../../ids';
import type { EndedAttempt, ReconcileBooks } from '../../payments/reconcile/ports';
import type { Movement, Saga } from '../../payments/saga';
import type { TenantDirectory } from '../tenant-directory';
import {
  ADD_MOVEMENT,
  ENDED_ATTEMPTS,
  FINISH_RECONCILE_TURN,
  TAKE_RECONCILE_TURN,
} from './reconcile-statements';

interface EndedRow {
  attempt_id: string;
  session_id: string;
  state: EndedAttempt['state'];
  saga: Saga;
  connection_id: string;
  mode: string;
  held_order: HeldOrder | null;
  pending_payments: readonly PendingPayment[] | null;
  siblings: readonly Saga[];
  movements: EndedAttempt['movements'];
  sale: EndedAttempt['order'] | null;
}

/** The least and the first id that could have been made at that moment: they begin with its milliseconds. */
const idAt = (moment: Date): string => `pay_${moment.getTime().toString(16).padStart(12, '0')}`;

export class ReconcileRepository implements ReconcileBooks {
  constructor(
    private readonly directory: TenantDirectory,
    private readonly newId: NewId,
  ) {}

  async ended(
    tenantId: string,
    { after, since, until }: Parameters<ReconcileBooks['ended']>[1],
    most: number,
  ): Promise<readonly EndedAttempt[]> {
    const { scope } = await this.directory.open(tenantId);
    const first = idAt(since);
    const from = after === undefined || after < first ? first : after;
    const values = [tenantId, from, idAt(new Date(until.getTime() + 1)), until, most];
    return (await scope.run<EndedRow & Record<string, unknown>>(ENDED_ATTEMPTS, values)).map(
      endedOf(tenantId),
    );
  }

  async addMovements(attempt: EndedAttempt, movements: readonly Movement[]): Promise<void> {
    const { scope } = await this.directory.open(attempt.tenantId);
    const { saga, sessionId, order, mode } = attempt;
    for (const { kind, amount, reference } of movements) {
      await scope.run(ADD_MOVEMENT, [
        attempt.tenantId,
        this.newId('mov'),
        sessionId,
        order?.id ?? null,
        kind,
        amount,
        saga.currency,
        saga.provider,
        reference,
        saga.order?.platformOrderId ?? null,
        mode,
      ]);
    }
  }

  async due(most: number) {
    return this.directory.due('tenants_to_reconcile', new Date(), most);
  }

  async takeTurn(tenantId: string, nextInMs: number) {
    const { scope } = await this.directory.open(tenantId);
    const [row] = await scope.run<{ reconcile_after: string | null }>(TAKE_RECONCILE_TURN, [
      tenantId,
      nextInMs,
    ]);
    return row && (row.reconcile_after === null ? {} : { after: row.reconcile_after });
  }

  async finishTurn(tenantId: string, after: string | undefined, nextInMs: number): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(FINISH_RECONCILE_TURN, [tenantId, after ?? null, nextInMs]);
  }
}

const endedOf =
  (tenantId: string) =>
  (row: EndedRow): EndedAttempt => ({
    tenantId,
    attemptId: row.attempt_id,
    sessionId: row.session_id,
    connectionId: row.connection_id,
    mode: row.mode,
    state: row.state,
    saga: row.saga,
    ...(row.held_order === null ? {} : { heldOrder: row.held_order }),
    pendingPayments: row.pending_payments ?? [],
    siblings: row.siblings,
    movements: row.movements,
    ...(row.sale === null || row.sale === undefined ? {} : { order: row.sale }),
  });
