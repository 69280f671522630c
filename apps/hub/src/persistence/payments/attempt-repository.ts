import { randomUUID } from 'node:crypto';
import type { StoredSession } from '../../checkout/ports';
import type { NewId } from '../../ids';
import type { Attempt, AttemptEnd, NewAttempt, PaymentAttempts, TakenAttempt } from '../../payments/ports';
import type { Movement, Saga } from '../../payments/saga';
import { sealAnswer } from '../checkout/answer-seal';
import { toColumns } from '../checkout/session-row';
import { placedOrderValues } from '../orders/placed-order';
import type { TenantDirectory } from '../tenant-directory';
import { attemptContext, takenFrom, type TakenRow } from './attempt-row';
import { movementRows } from './movement-rows';
import {
  END,
  END_WITH_SALE,
  OPEN,
  PROGRESS,
  PUT_DOWN,
  LET_GO,
  RENEW,
  REOPEN,
  SOLD_FOR,
  TAKE,
  TAKE_MANUAL,
  TAKE_OF_SESSION,
} from './statements';

export class AttemptRepository implements PaymentAttempts {
  constructor(
    private readonly directory: TenantDirectory,
    private readonly newId: NewId,
    private readonly leaseMs: number,
    /** From a sale to the first look at its payment. */
    private readonly firstCheckMs: number,
  ) {}

  async open({ stored, session, saga, secrets }: NewAttempt): Promise<Attempt | undefined> {
    const { tenantId } = stored;
    const { scope, sealing } = await this.directory.open(tenantId);
    const dataKey = sealing.openDataKey(stored.wrappedKey);
    const { state, sealed } = toColumns(sealing, dataKey, session);
    const attemptId = this.newId('pay');
    const lease = randomUUID();
    const rows = await scope.run(OPEN, [
      tenantId,
      session.id,
      stored.version,
      session.status,
      state,
      sealed,
      session.updatedAt,
      attemptId,
      session.attempts,
      saga.step,
      JSON.stringify(saga),
      sealing.seal(dataKey, secrets, attemptContext(attemptId)),
      lease,
      this.leaseMs,
    ]);
    if (rows.length === 0) return undefined;
    return {
      tenantId,
      attemptId,
      number: session.attempts,
      lease,
      saga,
      secrets,
      stored: { ...stored, session, version: stored.version + 1 },
    };
  }

  async progress(attempt: Attempt, saga: Saga, movements: readonly Movement[]): Promise<boolean> {
    return this.#record(PROGRESS, attempt, saga, movements, this.leaseMs);
  }

  async putDown(attempt: Attempt, saga: Saga, movements: readonly Movement[], waitMs: number): Promise<void> {
    await this.#record(PUT_DOWN, attempt, saga, movements, waitMs);
  }

  async renew({ tenantId, attemptId, lease }: Attempt): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(RENEW, [tenantId, attemptId, lease, this.leaseMs]);
  }

  async end(
    attempt: Attempt,
    { state, saga, session, pendingPayments, movements, sale, settle }: AttemptEnd,
  ): Promise<boolean> {
    const { stored, tenantId } = attempt;
    const { scope, sealing } = await this.directory.open(tenantId);
    const dataKey = sealing.openDataKey(stored.wrappedKey);
    const columns = toColumns(sealing, dataKey, session);
    const heldOrder = state === 'succeeded' ? undefined : saga.order;
    const values = [
      tenantId,
      attempt.attemptId,
      attempt.lease,
      state,
      saga.step,
      JSON.stringify(saga),
      session.id,
      session.status,
      columns.state,
      columns.sealed,
      heldOrder === undefined ? null : JSON.stringify(heldOrder),
      session.updatedAt,
      settle?.claim.scope ?? null,
      settle?.claim.id ?? null,
      settle?.answer.status ?? null,
      settle ? sealAnswer(sealing, settle.claim, settle.answer, dataKey) : null,
      JSON.stringify(movementRows(this.newId, attempt, movements, sale?.order.id)),
      pendingPayments.length === 0 ? null : JSON.stringify(pendingPayments),
    ];
    const placed =
      sale &&
      placedOrderValues(sealing, {
        order: sale.order,
        timeline: sale.timeline,
        personal: session.personal,
        agent: { agentId: stored.agentId, connectionId: stored.connectionId, mode: stored.mode },
        apiVersion: stored.apiVersion,
        pageTokenHash: sale.pageTokenHash,
        outboxId: this.newId('out'),
        paymentCheckAt: new Date(Date.parse(sale.order.updatedAt) + this.firstCheckMs),
      });
    const [row] = placed
      ? await scope.run<{ mine: boolean }>(END_WITH_SALE, [...values, ...placed])
      : await scope.run<{ mine: boolean }>(END, values);
    return row?.mine === true;
  }

  take(tenantId: string, attemptId: string): Promise<TakenAttempt | undefined> {
    return this.#take(TAKE, tenantId, attemptId);
  }

  async hasSoldFor({ tenantId, session }: StoredSession, requestedBy: string): Promise<boolean> {
    const { scope } = await this.directory.open(tenantId);
    return (await scope.run(SOLD_FOR, [tenantId, session.id, requestedBy])).length > 0;
  }

  takeOfSession(tenantId: string, sessionId: string): Promise<TakenAttempt | undefined> {
    return this.#take(TAKE_OF_SESSION, tenantId, sessionId);
  }

  takeManual(tenantId: string, attemptId: string): Promise<TakenAttempt | undefined> {
    return this.#take(TAKE_MANUAL, tenantId, attemptId);
  }

  async letGo({ tenantId, attemptId, lease }: Attempt): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(LET_GO, [tenantId, attemptId, lease]);
  }

  async reopen({ tenantId, attemptId, lease }: Attempt, saga: Saga): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(REOPEN, [tenantId, attemptId, lease, JSON.stringify(saga)]);
  }

  due(most: number) {
    return this.directory.due('due_attempts', new Date(), most);
  }

  async #take(statement: typeof TAKE, tenantId: string, id: string): Promise<TakenAttempt | undefined> {
    const { scope, sealing } = await this.directory.open(tenantId);
    const lease = randomUUID();
    const [row] = await scope.run<TakenRow>(statement, [tenantId, id, lease, this.leaseMs]);
    return row && takenFrom(sealing, row, { tenantId, lease });
  }

  async #record(
    statement: typeof PROGRESS,
    attempt: Attempt,
    saga: Saga,
    movements: readonly Movement[],
    ms: number,
  ) {
    const { scope } = await this.directory.open(attempt.tenantId);
    const [row] = await scope.run<{ mine: boolean }>(statement, [
      attempt.tenantId,
      attempt.attemptId,
      attempt.lease,
      saga.step,
      JSON.stringify(saga),
      ms,
      JSON.stringify(movementRows(this.newId, attempt, movements)),
    ]);
    return row?.mine === true;
  }
}
