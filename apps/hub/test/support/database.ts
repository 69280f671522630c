import { Pool } from 'pg';
import { migrate } from '../../src/persistence/migrate';
import { createPool } from '../../src/persistence/pool';
import { TenantScopes, type StatementCounter } from '../../src/persistence/tenant-scope';
import { freshDatabase } from './postgres';

/**
 * A migrated database: `pool` as the application, `backDoor` as a superuser whom nothing is hidden from.
 * @param reach how the application's URL becomes one that can be cut off.
 */
export async function migratedDatabase(
  counter?: StatementCounter,
  reach: (url: string) => Promise<string> = (url) => Promise.resolve(url),
) {
  const fresh = await freshDatabase('migrated', migrate);
  const database = { ...fresh, appUrl: await reach(fresh.appUrl) };
  const pool = createPool({ url: database.appUrl, max: 8 });
  const backDoor = new Pool({ connectionString: database.url, max: 2 });
  backDoor.on('error', () => undefined);
  return {
    ...database,
    pool,
    backDoor,
    scopes: new TenantScopes(pool, counter),
    async close() {
      await pool.end();
      await backDoor.end();
      await database.drop();
    },
  };
}
