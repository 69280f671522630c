import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { APPLICATION_ROLE } from '../../src/application-role';
import { sharedServer } from './shared-server';

/** Advisory lock of whoever creates a template. */
const CREATING = 20_260_419;

export type TestDatabase = {
  /** As the superuser: migrations, and looking through the back door. */
  readonly url: string;
  /** As the application's role, which row-level security binds. */
  readonly appUrl: string;
  /** Drops the database, whoever is still connected. */
  drop(): Promise<void>;
};

async function asSuperuser<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(sharedServer.read().url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(database: string, role = ''): string {
  const url = new URL(sharedServer.read().url);
  url.pathname = `/${database}`;
  if (role) url.username = role;
  return url.href;
}

/** Creates the template unless another worker of this run has. */
async function ensureTemplate(
  client: Client,
  name: string,
  prepare: (url: string) => Promise<unknown>,
): Promise<void> {
  await client.query('SELECT pg_advisory_lock($1)', [CREATING]);
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (rowCount) return;
  const draft = `${name}_draft`;
  await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${draft}`);
  await prepare(urlOf(draft));
  await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
}

/**
 * A database of its own for a test file, copied in some 30 ms from a template that `prepare` fills once per run:
 *
 *     const database = await freshDatabase('migrated', (url) => migrate(url));   // beforeAll
 *     await database.drop();                                                     // afterAll
 *
 * `prepare` runs as the superuser and must close its connections. `template` names it: one name, one `prepare`.
 * The server is started by `global-setup.ts`, once per run.
 */
export async function freshDatabase(
  template: string,
  prepare: (url: string) => Promise<unknown>,
): Promise<TestDatabase> {
  const { run } = sharedServer.read();
  const name = `test_${run}_${randomBytes(6).toString('hex')}`;
  await asSuperuser(async (client) => {
    const source = `test_${run}_template_${template}`;
    await ensureTemplate(client, source, prepare);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${source}`);
  });
  return {
    url: urlOf(name),
    appUrl: urlOf(name, APPLICATION_ROLE),
    drop: () =>
      asSuperuser(async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}
