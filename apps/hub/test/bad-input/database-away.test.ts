import { databaseCut } from '../support/database-cut';
import { flatErrorOf } from '../support/flat-error';
import { agentOf, hubWorld, payWith, sampleCheckout } from '../support/hub-world';
import { memoryConnector } from '../support/memory-connector';
import { wrongStates } from '../support/wrong-state';

const AWAY_MS = 10_000;
const LEASE_MS = 2_000;

const shop = memoryConnector();
const database = databaseCut();
let world: Awaited<ReturnType<typeof hubWorld>>;
let agent: ReturnType<typeof agentOf>;

beforeAll(async () => {
  world = await hubWorld({
    connector: shop.connector,
    environment: { HUB_LEASE_MS: String(LEASE_MS) },
    reachDatabase: database.reach,
  });
  agent = agentOf(world.baseUrl, (await world.merchant('atlas')).token);
}, 60_000);
afterAll(async () => {
  await database.mend();
  await world.close();
  database.close();
}, 60_000);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends the same request under the same key until the hub has an answer of its own. */
async function insist(path: string, body: unknown, key: string) {
  for (let round = 0; round < 60; round += 1) {
    const answer = await agent.post(path, body, { 'idempotency-key': key });
    if (answer.status < 500 && answer.json.code !== 'idempotency_in_flight') return answer;
    await pause(250);
  }
  throw new Error(`${path} never came back.`);
}

test('a database that goes away for ten seconds: 503 with Retry-After meanwhile, and afterwards everything goes on', async () => {
  const before = await agent.post('/checkout_sessions', sampleCheckout);
  const path = `/checkout_sessions/${before.json.id}`;
  const paying = agent.post(`${path}/complete`, payWith('tok_sandbox_timeout_after'), {
    'idempotency-key': 'pay',
  });
  await pause(300);
  database.cut();
  const until = Date.now() + AWAY_MS;
  const asked: [string, unknown, string][] = [
    ['/checkout_sessions', sampleCheckout, 'create'],
    [path, { buyer: { email: 'new@example.com' } }, 'update'],
    [`${path}/cancel`, {}, 'cancel'],
  ];
  while (Date.now() < until) {
    const answers = await Promise.all([
      agent.get(path),
      ...asked.map(([where, body, key]) => agent.post(where, body, { 'idempotency-key': key })),
    ]);
    expect(await agent.get('/health/live')).toMatchObject({ status: 200 });
    expect(await agent.get('/health/ready')).toMatchObject({
      status: 503,
      json: { status: 'unavailable', checks: { database: 'failed' } },
    });
    for (const answer of answers) {
      expect({ status: answer.status, type: flatErrorOf(answer).type }).toEqual({
        status: 503,
        type: 'service_unavailable',
      });
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    await pause(200);
  }
  await database.mend();

  await paying.catch(() => undefined);
  expect(await insist(`${path}/complete`, payWith('tok_sandbox_timeout_after'), 'pay')).toMatchObject({
    status: 200,
    json: { status: 'completed' },
  });
  expect(await insist('/checkout_sessions', sampleCheckout, 'create')).toMatchObject({ status: 201 });
  expect(shop.orders()).toMatchObject([{ status: 'paid', payments: [{ amount: 2160 }] }]);
  expect(world.psp.payments()).toMatchObject([{ captured: 2160, refunded: 0 }]);
  const ready = await agent.get('/health/ready');
  expect(ready).toMatchObject({ status: 200, json: { status: 'ok' } });
  await pause(LEASE_MS);
  expect(
    (await wrongStates(world.database.backDoor)).filter((wrong) => !/without an answer/.test(wrong)),
  ).toEqual([]);
}, 60_000);
