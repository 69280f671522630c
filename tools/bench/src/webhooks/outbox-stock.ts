import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { resealer, type Reseal } from './reseal';

const BATCH = 2_000;

interface TemplateRow {
  tenant_id: string;
  order_id: string;
  state: string;
  sealed: Buffer;
  data_key: Buffer;
  wrapped_key: Buffer;
}

/** Orders with news to be told: copies of one that was sold, each sealed as its own. */
export class OutboxStock {
  #made = 0;
  /** The last news of each agent. */
  readonly #last = new Map<string, string>();

  private constructor(
    private readonly client: Client,
    private readonly template: TemplateRow,
    private readonly reseal: Reseal,
  ) {}

  /** @param url as the owner. */
  static async open(url: string, hubKey: Buffer): Promise<OutboxStock> {
    const client = new Client(url);
    // An interrupted run ends the database under it; whoever asks next is told.
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<TemplateRow>(
      `SELECT o.tenant_id, o.order_id, o.state::text AS state, o.sealed, o.data_key, t.wrapped_key
       FROM hub.orders o JOIN hub.tenants t USING (tenant_id) LIMIT 1`,
    );
    const [template] = rows;
    if (template === undefined) throw new Error('There is no order to copy.');
    await client.query('UPDATE hub.outbox SET relay_at = NULL');
    const reseal = resealer(hubKey, {
      tenantId: template.tenant_id,
      orderId: template.order_id,
      wrappedTenantKey: template.wrapped_key,
      wrappedDataKey: template.data_key,
      sealed: template.sealed,
    });
    return new OutboxStock(client, template, reseal);
  }

  /** Agents of the same merchant, each with an endpoint. @returns their ids. */
  async addAgents(urls: readonly string[], secret: string): Promise<readonly string[]> {
    const ids = urls.map((_, index) => `agt_bench_${String((this.#made += 1) + index)}`);
    for (const [index, id] of ids.entries()) {
      await this.client.query(
        `INSERT INTO hub.agents (tenant_id, agent_id, name, profile, webhook_url, webhook_secret, created_at)
         VALUES ($1, $2, 'bench', 'spec', $3, $4, now())`,
        [this.template.tenant_id, id, urls[index], this.reseal.webhookSecret(id, secret)],
      );
    }
    return ids;
  }

  /** News of `count` new orders, spread evenly over the agents; nobody is told before `release`. */
  async fill(agents: readonly string[], count: number): Promise<void> {
    for (let done = 0; done < count; done += BATCH) {
      const some = Array.from({ length: Math.min(BATCH, count - done) }, (_, index) => {
        this.#made += 1;
        const number = String(this.#made).padStart(10, '0');
        const id = `ord_bench_${number}`;
        const agent = agents[(done + index) % agents.length] ?? '';
        this.#last.set(agent, `out_bench_${number}`);
        const state = this.template.state.replaceAll(this.template.order_id, id);
        return {
          id,
          number,
          state,
          agent,
          sealed: this.reseal.order(id),
        };
      });
      await this.client.query(INSERT, [
        this.template.order_id,
        some.map(({ id }) => id),
        some.map(({ number }) => number),
        some.map(({ agent }) => agent),
        some.map(({ state }) => state),
        some.map(({ sealed }) => sealed),
      ]);
    }
    await this.client.query('VACUUM ANALYZE hub.orders, hub.outbox, hub.agents');
    await this.client.query('CHECKPOINT');
  }

  /** Makes everything filled in due, and waits until the agents' news is delivered. @returns seconds. */
  async drain(agents: readonly string[]): Promise<number> {
    const startedAt = performance.now();
    await this.client.query(
      'UPDATE hub.outbox SET relay_at = now() WHERE relay_at IS NULL AND settled_at IS NULL',
    );
    while ((await this.#isLastUnsettled(agents)) || (await this.#isUndelivered(agents))) await sleep(50);
    return (performance.now() - startedAt) / 1_000;
  }

  /** Takes back what is still waiting, as that of dead endpoints is. */
  async clear(): Promise<void> {
    await this.client.query(
      `UPDATE hub.outbox SET settled_at = now(), outcome = 'skipped', relay_at = NULL WHERE settled_at IS NULL`,
    );
  }

  /** Whether they still wait for what was filled in last: asked first, as it takes no time of what is measured. */
  async #isLastUnsettled(agents: readonly string[]): Promise<boolean> {
    const { rows } = await this.client.query<{ some: boolean }>(
      `SELECT bool_or(settled_at IS NULL) AS some FROM hub.outbox WHERE tenant_id = $1 AND outbox_id = ANY ($2)`,
      [this.template.tenant_id, agents.map((agent) => this.#last.get(agent))],
    );
    return rows[0]?.some === true;
  }

  /** Agent by agent over the index of what is due, where the queue leaves thousands of entries that are none any more. */
  async #isUndelivered(agents: readonly string[]): Promise<boolean> {
    const { rows } = await this.client.query<{ some: boolean }>(
      `SELECT EXISTS (
         SELECT FROM unnest($1::text[]) AS a (agent_id) CROSS JOIN LATERAL (
           SELECT FROM hub.outbox o WHERE o.agent_id = a.agent_id AND o.relay_at IS NOT NULL LIMIT 1
         ) one
       ) AS some`,
      [agents],
    );
    return rows[0]?.some === true;
  }

  stop(): Promise<void> {
    return this.client.end();
  }
}

const INSERT = `
  WITH copies AS (
    INSERT INTO hub.orders (tenant_id, order_id, session_id, agent_id, connection_id, mode, api_version,
      platform_order_id, page_token_hash, page_expires_at, version, state, sealed, data_key, created_at, updated_at)
    SELECT o.tenant_id, c.id, 'cs_' || c.number, c.agent_id, o.connection_id, o.mode, o.api_version, c.number,
      sha256(c.id::bytea), o.page_expires_at, o.version, c.state::json, c.sealed, o.data_key, now(), now()
    FROM hub.orders o
    CROSS JOIN unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bytea[]) AS c (id, number, agent_id, state, sealed)
    WHERE o.order_id = $1
    RETURNING tenant_id, order_id, agent_id
  )
  INSERT INTO hub.outbox (tenant_id, outbox_id, agent_id, order_id, event, created_at)
  SELECT tenant_id, replace(order_id, 'ord_', 'out_'), agent_id, order_id, 'order_create', now() FROM copies`;
