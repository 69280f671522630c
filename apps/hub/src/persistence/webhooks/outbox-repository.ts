import { randomUUID } from 'node:crypto';
import type { NewId } from '../../ids';
import { idsByTenant, type Located } from '../../located';
import type { OrderPageLinks } from '../../orders/order-page-links';
import { Remembered } from '../../remembered';
import type { ClaimedNews, Outbox, Settlement, WebhookEndpoint } from '../../webhooks/ports';
import { Batches } from '../batches';
import { orderFromRow, type OrderRow } from '../orders/order-row';
import type { Sealing } from '../sealing';
import type { TenantDirectory } from '../tenant-directory';
import { settleValues, type Settled } from './settle-values';
import { CLAIM, HOLD, SETTLE } from './statements';

interface ClaimRow extends OrderRow {
  asked_id: string;
  outbox_id: string;
  event: ClaimedNews['event'];
  attempts: number;
  news_created_at: Date;
  newest: string;
  agent_profile: WebhookEndpoint['profile'];
  webhook_api_version: string | null;
  webhook_url: string | null;
  webhook_disabled: boolean;
  webhook_secret: Buffer | null;
  webhook_failures: number;
  webhook_failing_since: Date | null;
}

type Claimed = { readonly claim: string; readonly row: ClaimRow };

/** A delivery takes ten seconds at most; a process that died is taken over after this. */
const CLAIM_MS = 45_000;

/** The one delivery that tries an endpoint that was spared has so long before another does. */
const PROBE_MS = 15_000;

/** Rows in one statement: some 300 kB of delivery bodies. */
const MOST_AT_ONCE = 100;

export const webhookSecretContext = (agentId: string): string => `agent:${agentId}:webhook`;
export const deliveryContext = (deliveryId: string): string => `delivery:${deliveryId}`;

export class OutboxRepository implements Outbox {
  readonly #claims = new Batches<string, Claimed | undefined>(MOST_AT_ONCE, (tenantId, ids) =>
    this.#claim(tenantId, ids),
  );
  readonly #settlements = new Batches<Settled, void>(MOST_AT_ONCE, (tenantId, settled) =>
    this.#settle(tenantId, settled),
  );

  /** By their ciphertext: the same for all news of an agent, until it is rotated. */
  readonly #secrets = new Remembered<string>(10_000);

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
    await Promise.all(
      [...idsByTenant(rows)].map(async ([tenantId, ids]) => {
        const { scope } = await this.directory.open(tenantId);
        await scope.run(HOLD, [tenantId, ids, until]);
      }),
    );
  }

  async claim({ tenantId, id }: Located): Promise<ClaimedNews | undefined> {
    const claimed = await this.#claims.add(tenantId, id);
    if (claimed === undefined) return undefined;
    const { claim, row } = claimed;
    const { sealing } = await this.directory.open(tenantId);
    const endpoint = this.#endpointOf(sealing, row);
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
      ...(row.webhook_failures === 0
        ? {}
        : { silent: { since: row.webhook_failing_since ?? this.clock.now() } }),
    };
  }

  /** The body carries the buyer's address: it is sealed by the order's key, and not kept once that is destroyed. */
  async settle(news: ClaimedNews, settlement: Settlement): Promise<void> {
    const { delivery } = settlement;
    const { wrappedKey } = news.order;
    if (delivery === undefined) return this.#settlements.add(news.tenantId, { news, settlement });
    const { sealing } = await this.directory.open(news.tenantId);
    const id = this.newId('dlv');
    const sealed =
      wrappedKey === undefined
        ? undefined
        : sealing.seal(sealing.openDataKey(wrappedKey), delivery.body, deliveryContext(id));
    return this.#settlements.add(news.tenantId, {
      news,
      settlement,
      delivery: { ...delivery, id, ...(sealed === undefined ? {} : { sealed }) },
    });
  }

  /** One claim serves the batch. Of several rows asked for that are one matter, the first has it. */
  async #claim(tenantId: string, ids: readonly string[]): Promise<readonly (Claimed | undefined)[]> {
    const { scope } = await this.directory.open(tenantId);
    const claim = randomUUID();
    const now = this.clock.now();
    const after = (ms: number): Date => new Date(now.getTime() + ms);
    const values = [tenantId, [...new Set(ids)], claim, now, after(CLAIM_MS), after(PROBE_MS)];
    const rows = await scope.run<ClaimRow>(CLAIM, values);
    const byAsked = new Map(rows.map((row) => [row.asked_id, row]));
    return ids.map((id) => {
      const row = byAsked.get(id);
      byAsked.delete(id);
      return row && { claim, row };
    });
  }

  async #settle(tenantId: string, settled: readonly Settled[]): Promise<readonly void[]> {
    const { scope } = await this.directory.open(tenantId);
    await scope.run(SETTLE, [tenantId, this.clock.now(), ...settleValues(settled)]);
    return settled.map(() => undefined);
  }

  #endpointOf(sealing: Sealing, row: ClaimRow): ClaimedNews['endpoint'] {
    if (row.webhook_url === null || row.webhook_secret === null) return undefined;
    const sealed = row.webhook_secret;
    return {
      url: row.webhook_url,
      secret: this.#secrets.get(sealed.toString('latin1'), () =>
        String(sealing.openWithTenantKey(sealed, webhookSecretContext(row.agent_id))),
      ),
      profile: row.agent_profile,
      isDisabled: row.webhook_disabled,
      ...(row.webhook_api_version === null ? {} : { apiVersion: row.webhook_api_version }),
    };
  }
}
