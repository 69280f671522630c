import { join } from 'node:path';
import { freePort } from '../free-port';
import { startProcess, type Running } from '../running';
import { HUB, hubCommand } from './hub-command';

/** Connections to PostgreSQL; the bare server has as many. */
export const POOL_SIZE = 16;

export interface HubOptions {
  /** Keys, and the embedded database where `database` is not given. */
  readonly dataDir: string;
  readonly database?: { readonly url: string; readonly ownerUrl: string };
  /** Beside what every hub under measurement has. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Hub extends Running {
  readonly baseUrl: string;
  readonly token: string;
}

/** A hub as in production: compiled, serving apart from its workers, silent; one merchant with one agent. */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { environment, baseUrl, ...running } = await start('serve', options);
  return { ...running, baseUrl, token: await addMerchant(environment) };
}

/** The process that runs jobs beside such a hub. */
export const startWorker = (options: HubOptions): Promise<Running> => start('work', options);

async function start(role: 'serve' | 'work', { dataDir, database, environment: further }: HubOptions) {
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const environment = {
    NODE_ENV: 'production',
    HUB_PORT: String(port),
    HUB_ROLE: role,
    HUB_DATA_DIR: dataDir,
    HUB_LOG_LEVEL: 'silent',
    HUB_CONNECTORS: join(__dirname, 'extension.js'),
    HUB_DATABASE_POOL: String(POOL_SIZE),
    HUB_ALLOW_PRIVATE_ADDRESSES: 'true',
    HUB_RATE_LIMIT: '0',
    HUB_COMPLETE_RATE_LIMIT: '0',
    HUB_CATALOG_FULL_HOURS: '0',
    ...(database && { DATABASE_URL: database.url, DATABASE_MIGRATION_URL: database.ownerUrl }),
    ...further,
  };
  const running = await startProcess(join(HUB, 'main.js'), environment, `${baseUrl}/health/ready`);
  return { ...running, baseUrl, environment };
}

/** The embedded database's address for its owner: a socket in the data directory (docs/decisions/0004-embedded-postgresql.md). */
export const embeddedDatabase = (
  dataDir: string,
  role: 'postgres' | 'acp_hub_app',
  database = 'hub',
): string => `postgres://${role}@${encodeURIComponent(join(dataDir, 'cluster'))}:5432/${database}`;

async function addMerchant(environment: Readonly<Record<string, string>>): Promise<string> {
  const hub = hubCommand(environment)<Record<string, string>>;
  const member = (answer: Record<string, string>, name: string): string => {
    const value = answer[name];
    if (value === undefined) throw new Error(`The hub's command line answered without ${name}.`);
    return value;
  };
  const profile = { links: [{ type: 'terms_of_use', url: 'https://shop.example/terms' }] };
  const tenant = member(
    await hub('tenant', 'add', '--name', 'Bench', '--profile', JSON.stringify(profile)),
    'tenant_id',
  );
  const connection = member(
    await hub(
      ...['connection', 'add', '--tenant', tenant, '--name', 'bench', '--currency', 'USD'],
      ...['--connector', 'bench-shop', '--config', '{}'],
      ...['--payment-provider', 'bench-bank', '--payment-config', '{}'],
    ),
    'connection_id',
  );
  const agent = await hub('agent', 'add', '--tenant', tenant, '--connection', connection, '--name', 'bench');
  return member(agent, 'token');
}
