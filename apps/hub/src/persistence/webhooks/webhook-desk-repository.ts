import type {
  DeadLetter,
  DeadLetterQuery,
  LoggedDelivery,
  LogQuery,
  Replay,
  WebhookDesk,
} from '../../webhooks/desk';
import type { TenantScopes } from '../tenant-scope';
import { ENABLE, PIN_VERSION, READ_DEAD, READ_LOG, REPLAY } from './desk-statements';

interface DeadRow {
  outbox_id: string;
  agent_id: string;
  order_id: string;
  event: DeadLetter['event'];
  attempts: number;
  created_at: Date;
  settled_at: Date;
  last_status: number | null;
  last_error: string | null;
  endpoint_is_disabled: boolean;
}

interface LogRow {
  delivery_id: string;
  outbox_id: string;
  agent_id: string;
  order_id: string;
  event: LoggedDelivery['event'];
  attempt: number;
  status: number | null;
  error: string | null;
  delivered_at: Date;
}

export class WebhookDeskRepository implements WebhookDesk {
  constructor(
    private readonly scopes: TenantScopes,
    private readonly clock: { now(): Date },
  ) {}

  async deadLetters(tenantId: string, query: DeadLetterQuery): Promise<readonly DeadLetter[]> {
    const { after = '', agentId = null, ids = null, most } = query;
    const rows = await this.scopes
      .of(tenantId)
      .run<DeadRow>(READ_DEAD, [tenantId, after, agentId, ids, most]);
    return rows.map((row) => ({
      outboxId: row.outbox_id,
      agentId: row.agent_id,
      orderId: row.order_id,
      event: row.event,
      attempts: row.attempts,
      createdAt: row.created_at,
      diedAt: row.settled_at,
      endpointIsDisabled: row.endpoint_is_disabled,
      ...(row.last_status === null ? {} : { lastStatus: row.last_status }),
      ...(row.last_error === null ? {} : { lastError: row.last_error }),
    }));
  }

  async replay(tenantId: string, replays: readonly Replay[]): Promise<readonly Replay[]> {
    const rows = await this.scopes
      .of(tenantId)
      .run<{ dead_id: string; outbox_id: string }>(REPLAY, [
        tenantId,
        replays.map(({ deadId }) => deadId),
        replays.map(({ outboxId }) => outboxId),
        this.clock.now(),
      ]);
    return rows.map((row) => ({ deadId: row.dead_id, outboxId: row.outbox_id }));
  }

  async log(tenantId: string, query: LogQuery): Promise<readonly LoggedDelivery[]> {
    const { before = null, agentId = null, orderId = null, most } = query;
    const rows = await this.scopes
      .of(tenantId)
      .run<LogRow>(READ_LOG, [tenantId, before, agentId, orderId, most]);
    return rows.map((row) => ({
      deliveryId: row.delivery_id,
      outboxId: row.outbox_id,
      agentId: row.agent_id,
      orderId: row.order_id,
      event: row.event,
      attempt: row.attempt,
      deliveredAt: row.delivered_at,
      ...(row.status === null ? {} : { status: row.status }),
      ...(row.error === null ? {} : { error: row.error }),
    }));
  }

  async enable(tenantId: string, agentId: string): Promise<'enabled' | 'unknown'> {
    const rows = await this.scopes.of(tenantId).run(ENABLE, [tenantId, agentId]);
    return rows.length === 0 ? 'unknown' : 'enabled';
  }

  async pinVersion(tenantId: string, agentId: string, version?: string): Promise<'pinned' | 'unknown'> {
    const rows = await this.scopes.of(tenantId).run(PIN_VERSION, [tenantId, agentId, version ?? null]);
    return rows.length === 0 ? 'unknown' : 'pinned';
  }
}
