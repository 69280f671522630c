import type { Pool } from 'pg';
import { startEmbeddedPostgres } from './embedded';
import { migrate } from './migrate';
import { createPool } from './pool';

export interface DatabaseOptions {
  readonly url: string | undefined;
  readonly migrationUrl: string | undefined;
  readonly dataDir: string;
  readonly poolSize: number;
  readonly logger: Parameters<typeof startEmbeddedPostgres>[0]['logger'];
}

export interface Database {
  readonly pool: Pool;
  /** As the application. */
  readonly url: string;
  /** As the tables' owner. */
  readonly ownerUrl: string;
  close(): Promise<void>;
}

/** Opens the database given, or the embedded one, brings it up to date and checks that its guard holds. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, ownerUrl, stop } = await locate(options);
  const closers: (() => Promise<void>)[] = [stop];
  try {
    await migrate(ownerUrl);
    const pool = createPool({ url, max: options.poolSize });
    closers.unshift(() => pool.end());
    await assertGuarded(pool);
    return { pool, url, ownerUrl, close: () => closeAll(closers) };
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

/** Brings the database up to date and leaves it. @returns the names of the migrations applied. */
export async function migrateDatabase(options: DatabaseOptions): Promise<readonly string[]> {
  const { ownerUrl, stop } = await locate(options);
  try {
    return await migrate(ownerUrl);
  } finally {
    await stop();
  }
}

async function locate(options: DatabaseOptions) {
  if (options.url !== undefined) {
    return { url: options.url, ownerUrl: options.migrationUrl ?? options.url, stop: async () => undefined };
  }
  const embedded = await startEmbeddedPostgres({ dataDir: options.dataDir, logger: options.logger });
  return { url: embedded.appUrl, ownerUrl: embedded.url, stop: () => embedded.stop() };
}

/** @throws Error where the role could see past row-level security: the hub does not run without its guard. */
async function assertGuarded(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ guarded: boolean }>(`
    SELECT NOT r.rolsuper AND NOT r.rolbypassrls AND NOT EXISTS (
      SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'hub' AND c.relowner = r.oid
    ) AS guarded
    FROM pg_roles r WHERE r.rolname = current_user`);
  if (rows[0]?.guarded !== true) {
    throw new Error(
      'The database role may bypass row-level security; let DATABASE_URL name one that may act as acp_hub_app.',
    );
  }
}

async function closeAll(closers: readonly (() => Promise<void>)[]): Promise<void> {
  for (const close of closers) await close();
}
