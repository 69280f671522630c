import { Client } from 'pg';
import { ownerDataSource } from '../../src/persistence/migrate';
import { migrations } from '../../src/persistence/migrations';
import { freshDatabase } from '../support/postgres';

/** Columns, policies, functions and rights: all that a migration can leave behind or forget. */
const SHAPE = `
  SELECT 'column' AS kind, table_schema || '.' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable AS what
    FROM information_schema.columns WHERE table_schema IN ('hub', 'directory')
  UNION ALL SELECT 'policy', tablename || ' ' || policyname || ' ' || coalesce(qual, '') FROM pg_policies WHERE schemaname = 'hub'
  UNION ALL SELECT 'function', p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname = 'directory'
  UNION ALL SELECT 'grant', table_name || ' ' || grantee || ' ' || privilege_type FROM information_schema.role_table_grants WHERE table_schema = 'hub'
  ORDER BY 1, 2`;

test('every migration runs up, down and up again, and leaves the same schema', async () => {
  const database = await freshDatabase('empty', async () => undefined);
  const dataSource = await (await ownerDataSource(database.url)).initialize();
  const looking = new Client({ connectionString: database.url });
  await looking.connect();
  const shape = async () => (await looking.query(SHAPE)).rows;
  try {
    await dataSource.runMigrations();
    const first = await shape();
    expect(first.length).toBeGreaterThan(100);
    for (let left = migrations.length; left > 0; left -= 1) await dataSource.undoLastMigration();
    expect(await shape()).toEqual([]);
    await dataSource.runMigrations();
    expect(await shape()).toEqual(first);
  } finally {
    await looking.end();
    await dataSource.destroy();
    await database.drop();
  }
}, 60_000);
