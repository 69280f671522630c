import { randomUUID } from 'node:crypto';
import type { NewId } from '../../ids';
import type { Located } from '../../located';
import type { OrderPageLinks } from '../../orders/order-page-links';
import type { ClaimedNews, DeliveryRecord, NewsOutcome, Outbox, WebhookEndpoint } from '../../webhooks/ports';
import { orderFromRow, type OrderRow } from '../orders/order-row';
import type { Sealing } from '../sealing';
import type { TenantDirectory } from '../tenant-directory';
import { CLAIM, HOLD, RETRY, SETTLE } from './statements';

interface ClaimRow extends OrderRow {
  outbox_id: string;
  event: ClaimedNews['event'];
  attempts: number;
  news_created_at: Date;
  newest: string;
  agent_profile: WebhookEndpoint['profile'];
  webhook_api_version: string | null;
  webhook_url: string | null;
  webhook_secret: Buffer | null;
}

/** A delivery takes ten seconds at most; a process that died is taken over after this. */
const CLAIM_MS = 45_000;

export const webhookSecretContext = (agentId: string): string => `agent:${agentId}:webhook`;
export const deliveryContext = (deliveryId: string): string => `delivery:${deliveryId}`;

export class OutboxRepository implements Outbox {
  constructor(
    private readonly directory: TenantDirectory,
    private readonly links: OrderPageLinks,
    private readonly newId: NewId,
    private readonly clock: { now(): Date },
  ) {}

  due(most: number): Promise<readonly Located[]> {
    return this.directory.due('due_outbox', this.clock.now(), most);
  }

  async hold(rows: readonly Located[], until: Date): Promise<void> {
    for (const tenantId of new Set(rows.map((row) => row.tenantId))) {
      const { scope } = await this.directory.open(tenantId);
      const ids = rows.filter((row) => row.tenantId === tenantId).map(({ id }) => id);
      await scope.run(HOLD, [tenantId, ids, until]);
    }
  }

  async claim({ tenantId, id }: Located): Promise<ClaimedNews | undefined> {
    const { scope, sealing } = await this.directory.open(tenantId);
    const claim = randomUUID();
    const now = this.clock.now();
    const values = [tenantId, id, claim, now, new Date(now.getTime() + CLAIM_MS)];
    const [row] = await scope.run<ClaimRow>(CLAIM, values);
    if (row === undefined) return undefined;
    const endpoint = endpointOf(sealing, row);
    return {
      tenantId,
      agentId: row.agent_id,
      outboxId: row.outbox_id,
      event: row.event,
      newestOutboxId: row.newest,
      claim,
      attempts: row.attempts,
      createdAt: row.news_created_at,
      order: orderFromRow(sealing, this.links, row),
      ...(endpoint === undefined ? {} : { endpoint }),
    };
  }

  async settle(news: ClaimedNews, outcome: NewsOutcome, delivery?: DeliveryRecord): Promise<void> {
    const { scope, sealing } = await this.directory.open(news.tenantId);
    const values = [
      news.tenantId,
      news.outboxId,
      news.claim,
      this.clock.now(),
      ...this.#deliveryValues(sealing, news, delivery),
    ];
    switch (outcome.kind) {
      case 'delivered':
      case 'skipped':
        await scope.run(SETTLE, [...values, outcome.kind, coveredBy(news), false]);
        break;
      case 'dead':
        await scope.run(SETTLE, [...values, 'dead', '', outcome.disableEndpoint]);
        break;
      case 'retry':
      case 'postponed':
        await scope.run(RETRY, [...values, outcome.at, outcome.kind === 'retry' ? 1 : 0]);
        break;
    }
  }

  /** The body carries the buyer's address: it is sealed by the order's key, and not kept once that is destroyed. */
  #deliveryValues(sealing: Sealing, { order }: ClaimedNews, delivery: DeliveryRecord | undefined) {
    if (delivery === undefined) return [null, null, null, null];
    const id = this.newId('dlv');
    const sealed =
      order.wrappedKey === undefined
        ? null
        : sealing.seal(sealing.openDataKey(order.wrappedKey), delivery.body, deliveryContext(id));
    return [id, delivery.status ?? null, delivery.error ?? null, sealed];
  }
}

/** The first news of an order says that it exists, and what came later is still to be told as an update. */
const coveredBy = ({ event, newestOutboxId }: ClaimedNews): string =>
  event === 'order_create' ? '' : newestOutboxId;

function endpointOf(sealing: Sealing, row: ClaimRow): WebhookEndpoint | undefined {
  if (row.webhook_url === null || row.webhook_secret === null) return undefined;
  return {
    url: row.webhook_url,
    secret: String(sealing.openWithTenantKey(row.webhook_secret, webhookSecretContext(row.agent_id))),
    profile: row.agent_profile,
    ...(row.webhook_api_version === null ? {} : { apiVersion: row.webhook_api_version }),
  };
}
