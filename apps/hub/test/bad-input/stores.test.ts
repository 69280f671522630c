import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDemoStore, Faults, type Fault } from '@acp-hub/demo-store';
import { flatErrorOf } from '../support/flat-error';
import { agentOf, hubWorld, payWith, sampleCheckout } from '../support/hub-world';
import { memoryConnector } from '../support/memory-connector';
import { wrongStates } from '../support/wrong-state';

const SECRET = 'secret-of-a-bad-store';
const MERCHANT = 'cascade';
const folder = mkdtempSync(join(tmpdir(), 'acp-hub-bad-store-'));
const faults = new Faults();
const checkout = { ...sampleCheckout, line_items: [{ id: 'cascade-loop-maps', quantity: 1 }] };

let store: Awaited<ReturnType<typeof createDemoStore>>;
let world: Awaited<ReturnType<typeof hubWorld>>;
let agent: ReturnType<typeof agentOf>;

beforeAll(async () => {
  store = await createDemoStore({
    dataDirectory: folder,
    access: { [MERCHANT]: { secret: SECRET } },
    faults,
  });
  const url = await store.listen();
  world = await hubWorld({
    connector: memoryConnector().connector,
    environment: { HUB_STORE_DEADLINE_MS: '500', HUB_COMPLETE_DEADLINE_MS: '4000', HUB_LEASE_MS: '3000' },
  });
  const { tenantId } = await world.provision.tenant('bad', {
    links: [{ type: 'terms_of_use', url: 'https://shop.example/terms' }],
    support: { email: 'help@shop.example' },
  });
  const { connectionId } = await world.provision.connection({
    tenantId,
    name: 'bad',
    mode: 'test',
    connector: 'custom',
    config: { base_url: `${url}/${MERCHANT}`, secret: SECRET },
    paymentProvider: 'sandbox',
    paymentConfig: { baseUrl: world.pspUrl, apiKey: 'sk_sandbox_bad', merchantId: 'acct_bad' },
    currency: 'USD',
    refunds: 'follow_platform',
  });
  const { token } = await world.provision.agent({
    tenantId,
    connectionId,
    name: 'agent',
    profile: 'spec',
    mode: 'test',
  });
  agent = agentOf(world.baseUrl, token);
}, 60_000);
afterEach(() => faults.clear());
afterAll(async () => {
  const wrong = await wrongStates(world.database.backDoor);
  await world.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  expect(wrong).toEqual([]);
}, 30_000);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends again under the same key, as a circuit that opened closes by itself. */
async function insist(path: string, body: unknown, key: string) {
  for (let round = 0; round < 100; round += 1) {
    const answer = await agent.post(path, body, { 'idempotency-key': key });
    if (answer.status < 500 && answer.json.code !== 'idempotency_in_flight') return answer;
    await pause(250);
  }
  throw new Error(`${path} never came back.`);
}

const lie = (body: unknown, status = 200): Fault => ({ kind: 'answer', status, body });
const bad: [string, Fault][] = [
  ['dead', { kind: 'hang_up' }],
  ['cut off in the middle of its answer', { kind: 'cut' }],
  ['silent', { kind: 'silence' }],
  ['slow beyond the deadline', { kind: 'slow', ms: 1_500 }],
  ['broken', lie({ error: 'boom' }, 500)],
  ['overloaded', { kind: 'answer', status: 429, headers: { 'retry-after': '1' }, body: {} }],
  [
    'redirecting elsewhere',
    { kind: 'answer', status: 302, headers: { location: 'http://169.254.169.254/' } },
  ],
  ['answering with a page', lie('<html>maintenance</html>')],
  ['answering with another shape', lie({ ok: true })],
];

test.each(bad)(
  'a store that is %s: 503, no session, and the same request works later',
  async (name, fault) => {
    faults.inject(MERCHANT, 'any', fault, 50);
    const key = `create while ${name}`;
    const refused = await agent.post('/checkout_sessions', checkout, { 'idempotency-key': key });
    expect({ status: refused.status, type: flatErrorOf(refused).type }).toEqual({
      status: 503,
      type: 'service_unavailable',
    });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    faults.clear();
    expect(await insist('/checkout_sessions', checkout, key)).toMatchObject({ status: 201 });
  },
  60_000,
);

test.each(bad)(
  'reading a session does not ask a store that is %s',
  async (name, fault) => {
    const { json } = await insist('/checkout_sessions', checkout, `read ${name}`);
    faults.inject(MERCHANT, 'any', fault, 5);
    expect(await agent.get(`/checkout_sessions/${json.id}`)).toMatchObject({ status: 200 });
  },
  60_000,
);

describe('what a store refuses is the agent’s to mend', () => {
  const address = {
    name: 'Ada Fields',
    line_one: '548 Market St',
    city: 'San Francisco',
    state: 'CA',
    country: 'US',
    postal_code: '94104',
  };

  test.each([
    ['country', 'Narnia'],
    ['line_one', ''],
    ['city', ''],
  ])(
    'an address whose %s is %j: 400 that names it, and the session stays as it was',
    async (field, value) => {
      const { json: before } = await insist('/checkout_sessions', checkout, `before ${field}`);
      const bad = { ...address, [field]: value };
      const details = { fulfillment_details: { address: bad } };
      const created = await agent.post('/checkout_sessions', { ...checkout, ...details });
      const updated = await agent.post(`/checkout_sessions/${before.id}`, details);
      const older = await agent.post(
        `/checkout_sessions/${before.id}`,
        { fulfillment_address: bad },
        { 'api-version': '2025-09-29' },
      );
      for (const [answer, root] of [
        [created, '$.fulfillment_details.address'],
        [updated, '$.fulfillment_details.address'],
        [older, '$.fulfillment_address'],
      ] as const) {
        expect({ status: answer.status, ...flatErrorOf(answer) }).toMatchObject({
          status: 400,
          code: 'invalid',
          param: `${root}.${field}`,
        });
      }
      expect((await agent.get(`/checkout_sessions/${before.id}`)).json).toEqual(before);
    },
  );

  test('a billing address that the store refuses is named, nothing is charged, and another is taken', async () => {
    const { json: before } = await insist('/checkout_sessions', checkout, 'billing');
    const complete = (billing_address: object) =>
      agent.post(`/checkout_sessions/${before.id}/complete`, {
        payment_data: { ...payWith('tok_sandbox_ok').payment_data, billing_address },
      });
    const refused = await complete({ ...address, country: 'Narnia' });
    expect(refused).toMatchObject({ status: 200, json: { status: 'ready_for_payment' } });
    expect(refused.json.messages).toEqual([
      expect.objectContaining({ code: 'invalid', param: '$.payment_data.billing_address.country' }),
    ]);
    expect(JSON.stringify(world.psp.payments())).not.toContain(before.id);
    expect(await complete(address)).toMatchObject({ status: 200, json: { status: 'completed' } });
  });

  test('the longest notes and a buyer with an empty name are no reason to refuse an order', async () => {
    const { json } = await insist('/checkout_sessions', checkout, 'longest notes');
    const answer = await agent.post(`/checkout_sessions/${json.id}/complete`, {
      ...payWith('tok_sandbox_ok'),
      buyer: { full_name: '', email: 'ada@example.com' },
      order_notes: 'x'.repeat(5_000),
    });
    expect(answer).toMatchObject({ status: 200, json: { status: 'completed' } });
  });
});

test.each([
  ['placeOrder', { kind: 'timeout_after_apply' }],
  ['placeOrder', { kind: 'cut_after_apply' }],
  ['placeOrder', lie({ ok: true })],
  ['recordPayment', { kind: 'timeout_after_apply' }],
  ['recordPayment', { kind: 'hang_up' }],
  ['recordPayment', lie('<html>', 200)],
] as [Parameters<Faults['inject']>[1], Fault][])(
  'a store that goes wrong at %s (%j) sells once all the same',
  async (operation, fault) => {
    const key = `${operation} ${JSON.stringify(fault)}`;
    const { json } = await insist('/checkout_sessions', checkout, `open ${key}`);
    faults.inject(MERCHANT, operation, fault);
    const path = `/checkout_sessions/${json.id}`;
    await insist(`${path}/complete`, payWith('tok_sandbox_ok'), key);
    let status = '';
    for (let round = 0; round < 100 && status !== 'completed'; round += 1) {
      ({ status } = (await agent.get(path)).json);
      if (status === 'ready_for_payment')
        await insist(`${path}/complete`, payWith('tok_sandbox_ok'), `${key} ${round}`);
      await pause(100);
    }
    expect(status).toBe('completed');
    const paid = world.psp
      .payments()
      .filter(
        ({ reference, captured, refunded }) => reference['session_id'] === json.id && captured > refunded,
      );
    expect(paid).toHaveLength(1);
  },
  60_000,
);
