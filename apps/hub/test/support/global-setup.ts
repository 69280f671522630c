import { join } from 'node:path';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../src/persistence/embedded';
import { sharedServer } from './shared-server';

/** Tests may lose their data when the machine stops, and never otherwise. */
const SETTINGS = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '300' };

const DATA_DIR = join(__dirname, '../../../../node_modules/.cache/acp-hub/test-postgres');

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Drops the databases of test runs that were killed. */
async function dropAbandoned(url: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE datname ~ '^test_'",
  );
  for (const { datname } of rows) {
    const run = Number(datname.split('_')[1]);
    if (run === process.pid || !isRunning(run))
      await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  }
  await client.end();
}

/** One embedded PostgreSQL for the whole run; runs that overlap share it. */
export default async function startSharedServer(): Promise<void> {
  const server = await startEmbeddedPostgres({
    dataDir: DATA_DIR,
    settings: SETTINGS,
    logger: { info: () => undefined, warn: (message) => process.emitWarning(message) },
  });
  await dropAbandoned(server.url);
  sharedServer.publish(server);
}
