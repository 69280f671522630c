import { migratedDatabase } from './database';
import { operatorOf } from './operator';

export const keys = `k:${Buffer.alloc(32, 1).toString('base64')}`;

export const shop = JSON.stringify({ base_url: 'https://shop.example/acp', secret: 's'.repeat(40) });
export const account = JSON.stringify({
  baseUrl: 'http://127.0.0.1:1',
  apiKey: 'sk_sandbox_a',
  merchantId: 'acct_a',
});
export const connectionOptions = ['--currency', 'USD', '--config', shop, '--payment-config', account];

/** A database for the tests of a file, emptied before each, and the command line by which merchants are set up in it. */
export function operatedHub() {
  let database: Awaited<ReturnType<typeof migratedDatabase>>;
  let operator: ReturnType<typeof operatorOf>;
  beforeAll(async () => {
    database = await migratedDatabase();
    operator = operatorOf({
      DATABASE_URL: database.appUrl,
      DATABASE_MIGRATION_URL: database.url,
      HUB_ENCRYPTION_KEYS: keys,
    });
  }, 60_000);
  afterAll(() => database.close());
  beforeEach(() => database.backDoor.query('DELETE FROM hub.tenants; DELETE FROM directory.link_secret'));

  const hub: typeof operator = (parameters, stdin) => operator(parameters, stdin);
  return {
    hub,
    get database() {
      return database;
    },
    async count(table: string, where = 'true') {
      const { rows } = await database.backDoor.query(
        `SELECT count(*)::int AS n FROM hub.${table} WHERE ${where}`,
      );
      return rows[0].n;
    },
    /** One with a connection, and an agent that is told of orders. */
    async merchant(name = 'Atlas') {
      const tenant = (await hub(['tenant', 'add', '--name', name, '--json'])).json().tenant_id;
      const connection = (
        await hub([
          ...['connection', 'add', '--tenant', tenant, '--name', 'main'],
          ...connectionOptions,
          '--json',
        ])
      ).json().connection_id;
      const agent = await hub([
        ...['agent', 'add', '--tenant', tenant, '--connection', connection, '--name', 'a'],
        ...['--webhook-url', 'https://agent.example/w', '--json'],
      ]);
      return {
        tenant,
        connection,
        ...(agent.json() as { agent_id: string; token_id: string; token: string }),
      };
    },
  };
}
