import type { OldRows, RetainedTable } from '../../retention/purge-old-rows';
import type { TenantDirectory } from '../tenant-directory';
import type { Statement } from '../tenant-statement';

const deleteFrom = (table: RetainedTable, age: string): Statement => ({
  name: `purge_${table}`,
  text: `
    DELETE FROM hub.${table} WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM hub.${table} WHERE tenant_id = $1 AND ${age} <= $2 LIMIT $3
    )) RETURNING 1`,
});

const DELETE: Readonly<Record<RetainedTable, Statement>> = {
  idempotency_keys: deleteFrom('idempotency_keys', 'created_at'),
  webhook_deliveries: deleteFrom('webhook_deliveries', 'delivered_at'),
  outbox: deleteFrom('outbox', 'settled_at'),
  platform_events: deleteFrom('platform_events', 'received_at'),
  catalog_runs: deleteFrom('catalog_runs', 'finished_at'),
  feed_runs: deleteFrom('feed_runs', 'finished_at'),
  connection_values: deleteFrom('connection_values', 'expires_at'),
};

export class OldRowRepository implements OldRows {
  constructor(private readonly directory: TenantDirectory) {}

  tenantsWithOld(table: RetainedTable, before: Date): Promise<readonly string[]> {
    return this.directory.tenantsWithOld(table, before);
  }

  async delete(tenantId: string, table: RetainedTable, before: Date, most: number): Promise<number> {
    const { scope } = await this.directory.open(tenantId);
    return (await scope.run(DELETE[table], [tenantId, before, most])).length;
  }
}
