const HOUR_MS = 60 * 60 * 1_000;

/** What is kept for a while only, and for how long: news from when it is settled, for until then it is still to be told. */
export const RETENTION_MS = {
  idempotency_keys: 48 * HOUR_MS,
  webhook_deliveries: 30 * 24 * HOUR_MS,
  outbox: 30 * 24 * HOUR_MS,
  platform_events: 30 * 24 * HOUR_MS,
  catalog_runs: 30 * 24 * HOUR_MS,
  feed_runs: 365 * 24 * HOUR_MS,
  /** They say themselves until when. */
  connection_values: 0,
} as const;

export type RetainedTable = keyof typeof RETENTION_MS;

export interface OldRows {
  tenantsWithOld(table: RetainedTable, before: Date): Promise<readonly string[]>;
  /** Deletes at most `most` rows of that tenant. @returns how many. */
  delete(tenantId: string, table: RetainedTable, before: Date, most: number): Promise<number>;
}

/** Few enough to lock nobody out. */
const BATCH = 2_000;

/** Deletes what has been kept long enough, tenant by tenant, in small portions. */
export class PurgeOldRows {
  constructor(
    private readonly rows: OldRows,
    private readonly clock: { now(): Date },
  ) {}

  async execute(): Promise<void> {
    const now = this.clock.now().getTime();
    for (const table of Object.keys(RETENTION_MS) as RetainedTable[]) {
      const before = new Date(now - RETENTION_MS[table]);
      for (const tenantId of await this.rows.tenantsWithOld(table, before)) {
        while ((await this.rows.delete(tenantId, table, before, BATCH)) === BATCH);
      }
    }
  }
}
