import type { Pool } from 'pg';
import type { Located } from '../located';
import type { RetainedTable } from '../retention/purge-old-rows';
import type { KeyRing } from './key-ring';
import { createSealing, tenantKeys, type Sealing } from './sealing';
import type { TenantScope, TenantScopes } from './tenant-scope';
import { READ_KEY } from './tenants/statements';

/** A tenant's rows together with the keys that open them. */
export interface Tenant {
  readonly scope: TenantScope;
  readonly sealing: Sealing;
}

/** Opens tenants, and finds them by the few things that arrive without one. */
export class TenantDirectory {
  readonly #sealings = new Map<string, Sealing>();

  constructor(
    private readonly pool: Pool,
    private readonly scopes: TenantScopes,
    private readonly keyRing: KeyRing,
  ) {}

  /** @throws Error where the tenant does not exist. */
  async open(tenantId: string): Promise<Tenant> {
    const scope = this.scopes.of(tenantId);
    let sealing = this.#sealings.get(tenantId);
    if (sealing === undefined) {
      const [row] = await scope.run<{ wrapped_key: Buffer }>(READ_KEY, [tenantId]);
      if (row === undefined) throw new Error(`There is no tenant ${tenantId}.`);
      sealing = createSealing(tenantKeys(this.keyRing).open(tenantId, row.wrapped_key));
      this.#sealings.set(tenantId, sealing);
    }
    return { scope, sealing };
  }

  findByTokenHash = (hash: Buffer): Promise<Located | undefined> => this.#find('token', hash);

  findByOperatorToken = (hash: Buffer): Promise<Located | undefined> => this.#find('operator', hash);

  findByIngressId = (ingressId: string): Promise<Located | undefined> => this.#find('ingress', ingressId);

  findByPaymentIngressId = (ingressId: string): Promise<Located | undefined> =>
    this.#find('payment_ingress', ingressId);

  findByOrderPageToken = (hash: Buffer): Promise<Located | undefined> => this.#find('order_page', hash);

  /** Rows whose time has come, oldest first. */
  async due(scan: DueScan, moment: Date, most: number): Promise<readonly Located[]> {
    const { rows } = await this.pool.query<{ tenant_id: string; id: string }>({
      name: `directory_${scan}`,
      text: `SELECT tenant_id, id FROM directory.${scan}($1, $2)`,
      values: [moment, most],
    });
    return rows.map((row) => ({ tenantId: row.tenant_id, id: row.id }));
  }

  /** Tenants with rows of that table older than `moment`. */
  async tenantsWithOld(table: RetainedTable, moment: Date): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ tenant_id: string }>(
      `SELECT tenant_id FROM directory.tenants_with_old_${table}($1)`,
      [moment],
    );
    return rows.map((row) => row.tenant_id);
  }

  async all(): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ tenant_id: string }>(
      'SELECT tenant_id FROM directory.tenants()',
    );
    return rows.map((row) => row.tenant_id);
  }

  async #find(
    lookup: 'token' | 'operator' | 'ingress' | 'payment_ingress' | 'order_page',
    key: Buffer | string,
  ): Promise<Located | undefined> {
    const { rows } = await this.pool.query<{ tenant_id: string; id: string }>({
      name: `directory_${lookup}`,
      text: `SELECT tenant_id, id FROM directory.${lookup}($1)`,
      values: [key],
    });
    return rows[0] && { tenantId: rows[0].tenant_id, id: rows[0].id };
  }
}

export type DueScan =
  | 'expired_sessions'
  | 'held_orders'
  | 'pending_payments'
  | 'abandoned_sessions'
  | 'due_attempts'
  | 'due_money'
  | 'payments_to_check'
  | 'troubled_attempts'
  | 'manual_refunds'
  | 'open_findings'
  | 'tenants_to_reconcile'
  | 'due_outbox'
  | 'connections_to_poll'
  | 'catalogues_to_sync'
  | 'feeds_to_publish'
  | 'feeds_late'
  | 'feeds_held';
