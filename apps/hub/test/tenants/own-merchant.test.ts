import { request } from 'undici';
import { loadConfig } from '../../src/config/load-config';
import { createLogger } from '../../src/logging/logger';
import { startHub } from '../../src/start-hub';
import { migratedDatabase } from '../support/database';

const token = (letter: string): string => `acp_test_${letter.repeat(40)}`;

const blankSecret = JSON.stringify({ base_url: 'http://127.0.0.1:1', secret: ' '.repeat(20) });

let database: Awaited<ReturnType<typeof migratedDatabase>>;
const settings = (): Record<string, string> => ({
  DATABASE_URL: database.appUrl,
  DATABASE_MIGRATION_URL: database.url,
  HUB_ENCRYPTION_KEYS: `k:${Buffer.alloc(32, 1).toString('base64')}`,
  HUB_PORT: '0',
  HUB_LOG_LEVEL: 'silent',
  HUB_ALLOW_PRIVATE_ADDRESSES: 'true',
  HUB_MERCHANT_NAME: 'Atlas',
  HUB_MERCHANT_CONNECTOR_CONFIG: JSON.stringify({
    base_url: 'http://127.0.0.1:1/shop',
    secret: 's'.repeat(40),
  }),
  HUB_MERCHANT_PAYMENT_CONFIG: JSON.stringify({
    baseUrl: 'http://127.0.0.1:1',
    apiKey: 'sk_sandbox_atlas',
    merchantId: 'acct_atlas',
  }),
  HUB_MERCHANT_PROFILE: JSON.stringify({
    links: [{ type: 'terms_of_use', url: 'https://atlas.example/terms' }],
  }),
  HUB_MERCHANT_AGENT_TOKEN: token('a'),
  HUB_MERCHANT_WEBHOOK_URL: 'https://agent.example/w',
  HUB_MERCHANT_WEBHOOK_SECRET: 'w'.repeat(32),
});

beforeAll(async () => {
  database = await migratedDatabase();
}, 60_000);
afterAll(() => database.close());

/** What a hub of these settings answers to each token. */
async function statuses(environment: Record<string, string>, tokens: readonly string[]): Promise<number[]> {
  const hub = await startHub(loadConfig({ ...settings(), ...environment }), createLogger('silent'));
  try {
    const answers = tokens.map(async (each) => {
      const answer = await request(`${hub.url}/checkout_sessions/cs_none`, {
        headers: { authorization: `Bearer ${each}`, 'api-version': '2026-04-17' },
      });
      await answer.body.dump();
      return answer.statusCode;
    });
    return await Promise.all(answers);
  } finally {
    await hub.stop();
  }
}

const rowsOf = async (columns: string, table: string) =>
  (await database.backDoor.query(`SELECT ${columns} FROM hub.${table}`)).rows;

test('a merchant needs nothing but the environment, and follows it from start to start', async () => {
  expect(await statuses({}, [token('a'), token('b')])).toEqual([404, 401]);
  const connection = await rowsOf('connection_id, ingress_id, created_at', 'connections');
  expect(connection).toHaveLength(1);

  expect(await statuses({}, [token('a')])).toEqual([404]);
  expect(await rowsOf('connection_id, ingress_id, created_at', 'connections')).toEqual(connection);

  const changed = {
    HUB_MERCHANT_NAME: 'Atlas & Sons',
    HUB_MERCHANT_AGENT_TOKEN: token('b'),
    HUB_MERCHANT_AGENT_PROFILE: 'openai',
    HUB_MERCHANT_WEBHOOK_URL: 'https://agent.example/moved',
  };
  await database.backDoor.query('UPDATE hub.agents SET webhook_disabled_at = now()');
  expect(await statuses(changed, [token('a'), token('b')])).toEqual([401, 404]);
  expect(await rowsOf('name', 'tenants')).toEqual([{ name: 'Atlas & Sons' }]);
  expect(await rowsOf('profile, webhook_url, webhook_disabled_at', 'agents')).toEqual([
    { profile: 'openai', webhook_url: 'https://agent.example/moved', webhook_disabled_at: null },
  ]);

  expect(await statuses({}, [token('a'), token('b')])).toEqual([404, 401]);
}, 120_000);

test('hubs that start together make one merchant', async () => {
  await database.backDoor.query('DELETE FROM hub.tenants');
  const answers = await Promise.all([1, 2, 3].map(() => statuses({}, [token('a')])));
  expect(answers).toEqual([[404], [404], [404]]);
  expect(await rowsOf('name', 'tenants')).toEqual([{ name: 'Atlas' }]);
}, 120_000);

test.each([
  [{ HUB_MERCHANT_AGENT_TOKEN: `acp_live_${'a'.repeat(40)}` }, 'acp_test_'],
  [{ HUB_MERCHANT_CONNECTOR_CONFIG: '{"base_url":"http://127.0.0.1:1"}' }, 'secret'],
  [{ HUB_MERCHANT_PROFILE: '{"links":"none"}' }, 'links'],
  [{ HUB_MERCHANT_CURRENCY: 'ZZZ' }, 'ZZZ'],
  [{ HUB_MERCHANT_NAME: ' ' }, 'HUB_MERCHANT_NAME: is blank'],
  [{ HUB_MERCHANT_WEBHOOK_SECRET: '' }, 'HUB_MERCHANT_WEBHOOK_SECRET'],
  [{ HUB_MERCHANT_WEBHOOK_SECRET: ' '.repeat(20) }, 'HUB_MERCHANT_WEBHOOK_SECRET'],
  [{ HUB_MERCHANT_CONNECTOR_CONFIG: blankSecret }, 'secret'],
])('does not start with %j, and says why', async (environment, words) => {
  await expect(statuses(environment as unknown as Record<string, string>, [])).rejects.toThrow(words);
});
