import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDemoStore } from '@acp-hub/demo-store';
import { createFakePsp } from '@acp-hub/fake-psp';
import { migratedDatabase } from '../support/database';
import { operatorOf } from '../support/operator';

const keys = `k:${Buffer.alloc(32, 1).toString('base64')}`;
const secret = 's'.repeat(40);
let database: Awaited<ReturnType<typeof migratedDatabase>>;
let hub: ReturnType<typeof operatorOf>;

const account = JSON.stringify({
  baseUrl: 'http://127.0.0.1:1',
  apiKey: 'sk_sandbox_a',
  merchantId: 'acct_a',
});

beforeAll(async () => {
  database = await migratedDatabase();
  hub = operatorOf({
    DATABASE_URL: database.appUrl,
    DATABASE_MIGRATION_URL: database.url,
    HUB_ENCRYPTION_KEYS: keys,
    HUB_BASE_URL: 'https://hub.example',
    HUB_ALLOW_PRIVATE_ADDRESSES: 'true',
  });
  await hub(['tenant', 'add', '--name', 'Atlas']);
}, 60_000);
afterAll(() => database.close());

async function shopOn(connector: string, config: object) {
  const added = await hub([
    ...['connection', 'add', '--name', connector, '--currency', 'USD', '--connector', connector],
    ...['--config', JSON.stringify(config), '--payment-config', account, '--json'],
  ]);
  return added.json() as { connection_id: string; ingress_path: string };
}

test('a platform that has no such page says what to do instead', async () => {
  const shop = await shopOn('custom', { base_url: 'http://127.0.0.1:1/acp', secret });
  const asked = await hub(['connection', 'consent', shop.connection_id]);
  expect(asked).toMatchObject({ code: 1, error: expect.stringContaining('hub secret rotate') });
});

test('checking a shop tells what is wrong, and fails', async () => {
  const shop = await shopOn('woocommerce', { url: 'http://127.0.0.1:1' });
  const checked = await hub(['connection', 'check', shop.connection_id, '--json']);
  expect(checked.code).toBe(1);
  expect(checked.json()).toMatchObject({
    ok: false,
    findings: [
      { severity: 'warning', code: 'plain_http' },
      { severity: 'error', code: 'unreachable' },
      { severity: 'error', code: 'payment_account' },
    ],
  });
});

test('checking asks the payment account too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'at-shop-'));
  const psp = await createFakePsp({});
  const store = await createDemoStore({ dataDirectory: folder, access: { cascade: { secret } } });
  const [baseUrl, storeUrl] = [await psp.listen(), await store.listen()];
  const shop = await shopOn('custom', { base_url: `${storeUrl}/cascade`, secret });
  const check = async (apiKey: string) => {
    const config = JSON.stringify({ baseUrl, apiKey, merchantId: 'acct_a' });
    await hub(['secret', 'rotate', '--connection', shop.connection_id, '--payment-config', config]);
    return hub(['connection', 'check', shop.connection_id, '--json']);
  };
  const others = await check('sk_sandbox_b');
  expect(others.code).toBe(1);
  expect(others.json()).toMatchObject({
    ok: false,
    findings: [{ code: 'payment_account', message: expect.stringContaining('belongs to acct_b') }],
  });
  const own = await check('sk_sandbox_a');
  expect(own.json()).toMatchObject({ ok: true, findings: [] });
  await Promise.all([psp.close(), store.close()]);
  await rm(folder, { recursive: true });
});

test('a shop that is told by hand where to report is named the address', async () => {
  const shop = await shopOn('custom', { base_url: 'http://127.0.0.1:1/acp', secret });
  const registered = await hub(['connection', 'webhooks', shop.connection_id]);
  expect(registered).toMatchObject({
    code: 1,
    error: expect.stringContaining(`https://hub.example${shop.ingress_path}`),
  });
});

test('another merchant’s connection is none', async () => {
  for (const command of ['check', 'webhooks', 'consent'])
    expect(await hub(['connection', command, 'con_unknown'])).toMatchObject({
      code: 1,
      error: expect.stringContaining('no connection con_unknown'),
    });
});
