import { randomUUID } from 'node:crypto';
import type { CheckoutSession, SessionId } from '@acp-hub/commerce';
import type { Agent } from '../../agents/agent';
import type {
  Answer,
  CheckoutSessions,
  Claim,
  Claimed,
  KeyedRequest,
  StoredSession,
  WriteResult,
} from '../../checkout/ports';
import type { Sealing } from '../sealing';
import type { TenantDirectory } from '../tenant-directory';
import { sealAnswer } from './answer-seal';
import { notClaimed, type ClaimRow } from './claim-row';
import { Recent } from './recent';
import { fromRow, toColumns, type SessionRow } from './session-row';
import {
  CLAIM,
  CLEAR_HELD_ORDER,
  DROP_PENDING_PAYMENT,
  FIND,
  INSERT,
  POSTPONE_RELEASE,
  RELEASE,
  SETTLE,
  UPDATE,
} from './statements';

/** An answer as this process has stored it under a key, and the claim it was stored by. */
interface RecentAnswer {
  readonly claimId: string;
  readonly answer: Answer;
}

const sessionKey = (tenantId: string, id: string): string => `${tenantId}/${id}`;
const answerKey = (tenantId: string, scope: Buffer): string => `${tenantId}/${scope.toString('latin1')}`;

/** What a conversation between agent and hub comes back to; a buyer who thinks for longer is read again. */
const RECENT = { most: 2_000, keptMs: 60_000 };

export class SessionRepository implements CheckoutSessions {
  readonly #recent = new Recent<StoredSession>(RECENT);
  readonly #answers = new Recent<RecentAnswer>(RECENT);

  constructor(
    private readonly directory: TenantDirectory,
    private readonly leaseMs: number,
  ) {}

  async claim(agent: Agent, { scope, digest }: KeyedRequest, sessionId?: SessionId): Promise<Claimed> {
    const tenant = await this.directory.open(agent.tenantId);
    const id = randomUUID();
    const known = sessionId && this.#recent.find(sessionKey(agent.tenantId, sessionId));
    const answered = this.#answers.find(answerKey(agent.tenantId, scope));
    const [row] = await tenant.scope.run<ClaimRow>(CLAIM, [
      agent.tenantId,
      scope,
      digest,
      id,
      this.leaseMs,
      sessionId ?? null,
      agent.agentId,
      known?.version ?? null,
      answered?.claimId ?? null,
    ]);
    if (row?.won === 1) {
      const stored =
        row.session_id === null ? undefined : this.#read(agent.tenantId, tenant.sealing, row, known);
      return { kind: 'claimed', claim: { scope, id }, stored };
    }
    return notClaimed(row, { scope, digest }, tenant.sealing, answered?.answer);
  }

  async find(agent: Agent, sessionId: SessionId): Promise<StoredSession | undefined> {
    const stored = await this.findById(agent.tenantId, sessionId);
    return stored?.agentId === agent.agentId ? stored : undefined;
  }

  async findById(tenantId: string, sessionId: SessionId): Promise<StoredSession | undefined> {
    const tenant = await this.directory.open(tenantId);
    const known = this.#recent.find(sessionKey(tenantId, sessionId));
    const [row] = await tenant.scope.run<SessionRow>(FIND, [tenantId, sessionId, known?.version ?? null]);
    return row && this.#read(tenantId, tenant.sealing, row, known);
  }

  async insert(
    agent: Agent,
    session: CheckoutSession,
    apiVersion: string,
    claim: Claim | undefined,
    answer: Answer,
  ): Promise<WriteResult> {
    const { scope, sealing } = await this.directory.open(agent.tenantId);
    const dataKey = sealing.newDataKey();
    const { state, sealed } = toColumns(sealing, dataKey, session);
    const rows = await scope.run(INSERT, [
      agent.tenantId,
      claim?.scope ?? null,
      answer.status,
      claim ? sealAnswer(sealing, claim, answer, dataKey) : null,
      session.id,
      claim?.id ?? null,
      agent.agentId,
      agent.connectionId,
      agent.mode,
      apiVersion,
      session.status,
      state,
      sealed,
      dataKey.wrapped,
      session.createdAt,
      session.expiresAt,
    ]);
    if (rows.length === 0) return 'claim_lost';
    this.#keep(claim, answer, {
      tenantId: agent.tenantId,
      session,
      version: 1,
      wrappedKey: dataKey.wrapped,
      agentId: agent.agentId,
      connectionId: agent.connectionId,
      mode: agent.mode,
      apiVersion,
    });
    return 'stored';
  }

  async update(
    tenantId: string,
    stored: StoredSession,
    next: CheckoutSession,
    settle?: { readonly claim: Claim; readonly answer: Answer },
  ): Promise<WriteResult> {
    const { scope, sealing } = await this.directory.open(tenantId);
    const dataKey = sealing.openDataKey(stored.wrappedKey);
    const { state, sealed } = toColumns(sealing, dataKey, next);
    const [row] = await scope.run<{ stored: boolean; mine: boolean }>(UPDATE, [
      tenantId,
      settle?.claim.scope ?? null,
      settle?.answer.status ?? null,
      settle ? sealAnswer(sealing, settle.claim, settle.answer, dataKey) : null,
      next.id,
      settle?.claim.id ?? null,
      next.status,
      state,
      sealed,
      next.updatedAt,
      next.expiresAt,
      stored.version,
    ]);
    if (row?.stored === true) {
      this.#keep(settle?.claim, settle?.answer, { ...stored, session: next, version: stored.version + 1 });
      return 'stored';
    }
    return row?.mine === true ? 'version_changed' : 'claim_lost';
  }

  async settle(tenantId: string, claim: Claim, answer: Answer, stored?: StoredSession): Promise<void> {
    const { scope, sealing } = await this.directory.open(tenantId);
    const dataKey = stored && sealing.openDataKey(stored.wrappedKey);
    await scope.run(SETTLE, [
      tenantId,
      claim.scope,
      answer.status,
      sealAnswer(sealing, claim, answer, dataKey),
      stored?.session.id ?? null,
      claim.id,
    ]);
  }

  async release(tenantId: string, claim: Claim): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(RELEASE, [tenantId, claim.scope, claim.id]);
  }

  async clearHeldOrder(tenantId: string, sessionId: SessionId): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(CLEAR_HELD_ORDER, [tenantId, sessionId]);
  }

  async dropPendingPayment(tenantId: string, sessionId: SessionId, paymentId: string): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(DROP_PENDING_PAYMENT, [tenantId, sessionId, paymentId]);
  }

  async postponeRelease(tenantId: string, sessionId: SessionId, waitMs: number): Promise<void> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(POSTPONE_RELEASE, [tenantId, sessionId, waitMs]);
  }

  /** The contents are not in the row where `known` still stands. */
  #read(
    tenantId: string,
    sealing: Sealing,
    row: SessionRow,
    known: StoredSession | undefined,
  ): StoredSession {
    if (known?.version === row.version) return known;
    const stored = fromRow(tenantId, sealing, row);
    this.#keep(undefined, undefined, stored);
    return stored;
  }

  #keep(claim: Claim | undefined, answer: Answer | undefined, stored: StoredSession): void {
    const { tenantId, session } = stored;
    this.#recent.keep(sessionKey(tenantId, session.id), stored);
    if (claim && answer) this.#answers.keep(answerKey(tenantId, claim.scope), { claimId: claim.id, answer });
  }
}
