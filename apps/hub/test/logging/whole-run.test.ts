import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDemoStore, merchants, type DemoStore } from '@acp-hub/demo-store';
import { createFakePsp } from '@acp-hub/fake-psp';
import { request } from 'undici';
import { migratedDatabase } from '../support/database';
import { agentOf, payWith } from '../support/hub-world';
import { startHubProcess } from '../support/hub-process';
import { webhookReceiver } from '../support/webhook-receiver';

const folder = mkdtempSync(join(tmpdir(), 'hub-logs-'));
const merchant = merchants.find(({ slug }) => slug === 'cascade')!;
const secrets = {
  store: 'store-secret-0123456789-0123456789',
  webhook: 'webhook-secret-0123456789-0123456789',
  token: `acp_test_${'t0ken'.repeat(9)}`,
  wrongToken: `acp_test_${'wr0ng'.repeat(9)}`,
  encryption: Buffer.alloc(32, 11).toString('base64'),
  account: 'sk_sandbox_cascade',
  payment: 'tok_sandbox_ok',
  declined: 'tok_sandbox_declined',
};
const person = {
  first: 'Wilhelmina',
  last: 'Featherstonehaugh',
  email: 'wilhelmina.f@mailbox.example',
  phone: '+15035550177',
  street: '742 Evergreen Terrace',
  notes: 'Leave it behind the blue gnome',
  broken: 'broken-json@mailbox.example',
  event: 'event-buyer@mailbox.example',
};

let database: Awaited<ReturnType<typeof migratedDatabase>>;
let store: DemoStore;
let psp: Awaited<ReturnType<typeof createFakePsp>>;
let inbox: Awaited<ReturnType<typeof webhookReceiver>>;
let hub: Awaited<ReturnType<typeof startHubProcess>>;
let storeIsOpen = true;

async function closeStore(): Promise<void> {
  if (storeIsOpen) await store.close();
  storeIsOpen = false;
}

beforeAll(async () => {
  database = await migratedDatabase();
  store = await createDemoStore({
    dataDirectory: folder,
    access: { [merchant.slug]: { secret: secrets.store } },
  });
  psp = await createFakePsp();
  inbox = await webhookReceiver();
  hub = await startHubProcess({
    DATABASE_URL: database.appUrl,
    DATABASE_MIGRATION_URL: database.url,
    HUB_DATA_DIR: folder,
    HUB_PORT: '0',
    HUB_LOG_LEVEL: 'trace',
    HUB_ALLOW_PRIVATE_ADDRESSES: 'true',
    HUB_ENCRYPTION_KEYS: `k:${secrets.encryption}`,
    HUB_MERCHANT_NAME: merchant.name,
    HUB_MERCHANT_CURRENCY: merchant.currency,
    HUB_MERCHANT_CONNECTOR_CONFIG: JSON.stringify({
      base_url: `${await store.listen()}/${merchant.slug}`,
      secret: secrets.store,
    }),
    HUB_MERCHANT_PAYMENT_CONFIG: JSON.stringify({
      baseUrl: await psp.listen(),
      apiKey: secrets.account,
      merchantId: 'acct_cascade',
    }),
    HUB_MERCHANT_AGENT_TOKEN: secrets.token,
    HUB_MERCHANT_WEBHOOK_URL: inbox.url,
    HUB_MERCHANT_WEBHOOK_SECRET: secrets.webhook,
  });
}, 120_000);
afterAll(async () => {
  await hub.stop();
  await closeStore();
  await psp.close();
  await inbox.close();
  await database.close();
  await rm(folder, { recursive: true });
});

const checkout = () => {
  const { name: _name, ...address } = merchant.showcase.address as unknown as Record<string, string>;
  return {
    line_items: [{ id: merchant.showcase.items.in_stock, quantity: 1 }],
    currency: merchant.currency.toLowerCase(),
    capabilities: {},
    buyer: {
      first_name: person.first,
      last_name: person.last,
      email: person.email,
      phone_number: person.phone,
    },
    order_notes: person.notes,
    fulfillment_details: {
      name: `${person.first} ${person.last}`,
      address: { ...address, name: `${person.first} ${person.last}`, line_one: person.street },
    },
  };
};

async function webhooksArrive(count: number): Promise<void> {
  for (let waited = 0; inbox.received.length < count; waited += 50) {
    if (waited > 20_000) throw new Error('No webhook arrived.');
    await sleep(50);
  }
}

test('a whole run, errors and all, logs who did what and nothing secret or personal', async () => {
  const agent = agentOf(hub.url, secrets.token);
  const created = await agent.post('/checkout_sessions', checkout(), { 'request-id': 'req-of-the-agent-1' });
  expect(created).toMatchObject({ status: 201, json: { status: 'ready_for_payment' } });
  const path = `/checkout_sessions/${created.json.id}`;
  expect(await agent.post(path, { buyer: checkout().buyer })).toMatchObject({ status: 200 });
  expect(await agent.post(`${path}/complete`, payWith(secrets.declined))).toMatchObject({ status: 200 });
  const completed = await agent.post(`${path}/complete`, payWith(secrets.payment));
  expect(completed).toMatchObject({ status: 200, json: { status: 'completed' } });
  const { permalink_url: permalink, id: orderId } = completed.json.order as Record<string, string>;
  await webhooksArrive(1);
  expect(await agent.get(`/orders/${orderId}`)).toMatchObject({ status: 200 });

  const page = new URL(permalink!);
  expect((await request(`${hub.url}${page.pathname}`)).statusCode).toBe(200);
  const brokenJson = `{"buyer": {"email": "${person.broken}"}, "first_name": "${person.first}" oops`;
  expect(await agent.post('/checkout_sessions', brokenJson)).toMatchObject({ status: 400 });
  expect(await agent.post('/checkout_sessions', { ...checkout(), line_items: person.email })).toMatchObject({
    status: 400,
  });
  expect(await agent.post(`/${person.email}?token=${secrets.token}`, checkout())).toMatchObject({
    status: 404,
  });
  const stranger = agentOf(hub.url, secrets.wrongToken);
  expect(
    await stranger.post('/checkout_sessions', checkout(), { 'request-id': `<${person.email}>` }),
  ).toMatchObject({ status: 401 });
  const { rows } = await database.backDoor.query<{ ingress_id: string }>(
    'SELECT ingress_id FROM hub.connections',
  );
  const event = await request(`${hub.url}/ingress/${rows[0]?.ingress_id}`, {
    method: 'POST',
    body: JSON.stringify({ customer: person.event }),
  });
  expect(event.statusCode).toBe(401);

  const metrics = await (await request(`${hub.url}/metrics`)).body.text();
  for (const counted of [
    'hub_http_request_seconds_count{method="POST",route="/checkout_sessions/:id/complete",status="200"} 2',
    'hub_sagas_total{outcome="failed"} 1',
    'hub_sagas_total{outcome="succeeded"} 1',
    'hub_saga_steps_total{step="capture",result="captured"} 1',
    'hub_webhook_delivery_seconds_count{outcome="delivered"} ',
    'hub_connector_call_seconds_count{connector="custom",operation="confirmOrder",outcome="ok"} 1',
  ])
    expect(metrics).toContain(counted);

  await psp.close();
  const unpaid = await agent.post('/checkout_sessions', checkout());
  const whilePspIsDown = agent.post(
    `/checkout_sessions/${unpaid.json.id}/complete`,
    payWith(secrets.payment),
  );
  expect(await whilePspIsDown).toMatchObject({ status: 503 });
  await closeStore();
  expect(await agent.post('/checkout_sessions', checkout())).toMatchObject({ status: 503 });
  await database.backDoor.query('ALTER TABLE hub.checkout_sessions RENAME COLUMN sealed TO gone');
  expect(await agent.get(path)).toMatchObject({ status: 500 });
  await sleep(300);
  await hub.stop();

  const output = hub.output();
  const told = output + metrics;
  const lines = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toContainEqual(
    expect.objectContaining({
      requestId: 'req-of-the-agent-1',
      tenantId: 'ten_own',
      agentId: 'agt_own',
      method: 'POST',
      route: '/checkout_sessions',
      status: 201,
      ms: expect.any(Number),
    }),
  );
  for (const [route, status] of [
    ['/checkout_sessions/:id/complete', 200],
    ['/checkout_sessions', 400],
    ['/checkout_sessions', 401],
    ['/checkout_sessions', 503],
    ['/o/:token', 200],
    ['/ingress/:ingressId', 401],
    ['none', 404],
  ] as const) {
    expect(lines).toContainEqual(expect.objectContaining({ msg: 'Answered.', route, status }));
  }
  expect(lines).toContainEqual(
    expect.objectContaining({ tenantId: 'ten_own', connectionId: 'con_own_test', failure: 'transient' }),
  );
  expect(lines).toContainEqual(
    expect.objectContaining({
      msg: 'A request failed.',
      err: expect.objectContaining({ code: '42703' }),
      tenantId: 'ten_own',
      agentId: 'agt_own',
    }),
  );

  const forbidden = { ...secrets, ...person, page: page.pathname.split('/').at(-1)! };
  for (const [what, text] of Object.entries(forbidden)) {
    const at = told.indexOf(text);
    expect({ what, at: at < 0 ? undefined : told.slice(Math.max(0, at - 200), at + 50) }).toEqual({ what });
  }
}, 120_000);
