import { orderId, type OrderSnapshot } from '@acp-hub/commerce';
import { ConnectorError } from '@acp-hub/connector';
import { newId } from '../../src/ids';
import { OrderPageLinks } from '../../src/orders/order-page-links';
import { TakeInSnapshot } from '../../src/orders/take-in-snapshot';
import { OrderRepository } from '../../src/persistence/orders/order-repository';
import { TENANT_TABLES } from '../../src/persistence/migrations/initial/tables';
import { commandLineOf, type operatorOf } from '../support/operator';
import { agentOf, hubWorld, payWith, sampleCheckout } from '../support/hub-world';
import { memoryConnector } from '../support/memory-connector';
import { shipped } from '../support/order-world';

const shop = memoryConnector();

/** Repeats in its own words what it was sent, as shops do. */
const echoing: typeof shop.connector = {
  ...shop.connector,
  connect(config, context) {
    const store = shop.connector.connect(config, context);
    return {
      ...store,
      async quote(request, reference) {
        const quote = await store.quote(request, reference);
        const content = `We deliver to ${request.address?.lineOne ?? 'nobody'}.`;
        return { ...quote, messages: [{ type: 'info', content, contentType: 'plain' }] };
      },
      async placeOrder(order) {
        if (order.note !== 'refuse me') return store.placeOrder(order);
        const { name, email } = { name: order.shippingAddress?.name, email: order.buyer.email };
        const reason = { code: 'other' } as const;
        throw new ConnectorError({ kind: 'rejected', reason }, `${email} owes us, ${name}!`, 'not_applied');
      },
    };
  },
};
let world: Awaited<ReturnType<typeof hubWorld>>;
let agent: ReturnType<typeof agentOf>;
let hub: ReturnType<typeof operatorOf>;
let other: string;
let tenantId: string;

beforeAll(async () => {
  world = await hubWorld({ connector: echoing });
  const merchant = await world.merchant('atlas');
  agent = agentOf(world.baseUrl, merchant.token);
  other = (await world.merchant('other')).token;
  ({ tenantId } = merchant);
  const operator = commandLineOf(world.database);
  hub = (parameters, stdin) => operator([...parameters, '--tenant', merchant.tenantId], stdin);
}, 60_000);
afterAll(() => world.close());

const occurredAt = '2026-11-30T12:00:00Z';

const checkoutFor = (email: string) => ({
  ...sampleCheckout,
  buyer: { ...sampleCheckout.buyer, email },
  metadata: { note: `for ${email}` },
});

async function open(email: string): Promise<string> {
  const created = await agent.post('/checkout_sessions', checkoutFor(email));
  expect(created.status).toBe(201);
  return created.json.id;
}

async function buy(email: string): Promise<{ session: string; order: string }> {
  const session = await open(email);
  const completed = await agent.post(`/checkout_sessions/${session}/complete`, payWith('tok_sandbox_ok'));
  expect(completed).toMatchObject({ status: 200, json: { status: 'completed' } });
  return { session, order: completed.json.order.id };
}

/** Ciphertexts and keys that stand in the database for a purchase. */
async function sealedOf(session: string): Promise<readonly (Buffer | null)[]> {
  const { rows } = await world.database.backDoor.query(
    `SELECT sealed AS value FROM hub.checkout_sessions WHERE session_id = $1
     UNION ALL SELECT data_key FROM hub.checkout_sessions WHERE session_id = $1
     UNION ALL SELECT response FROM hub.idempotency_keys WHERE session_id = $1
     UNION ALL SELECT digest FROM hub.idempotency_keys WHERE session_id = $1
     UNION ALL SELECT sealed FROM hub.payment_attempts WHERE session_id = $1
     UNION ALL SELECT sealed FROM hub.orders WHERE session_id = $1
     UNION ALL SELECT data_key FROM hub.orders WHERE session_id = $1
     UNION ALL SELECT email_hash FROM hub.orders WHERE session_id = $1`,
    [session],
  );
  return rows.map((row: { value: Buffer | null }) => row.value).filter((value) => value !== null);
}

/** Every row of every merchant and of every queue, as text. */
async function wholeDatabase(): Promise<string> {
  const { rows: names } = await world.database.backDoor.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  expect(names.length).toBeGreaterThan(TENANT_TABLES.length);
  const tables = await Promise.all(
    names.map(({ name }) => world.database.backDoor.query(`SELECT r::text AS row FROM ${name} r`)),
  );
  return tables.flatMap(({ rows }) => rows.map(({ row }: { row: string }) => row)).join('\n');
}

/** The platform says that the order was sent, and where its parcel and its download are. */
async function send(order: string, version: number, refunds: OrderSnapshot['refunds'] = []): Promise<void> {
  const clock = { now: () => new Date() };
  const links = new OrderPageLinks(world.baseUrl, Buffer.alloc(32));
  const orders = new OrderRepository(world.directory, links, newId, clock);
  const stored = await orders.find(tenantId, orderId(order));
  const { platformOrderId, lines } = stored!.order;
  const snapshot = shipped(platformOrderId, version);
  const items = lines.map(({ itemId, quantity }) => ({ itemId, quantity: quantity.ordered }));
  const shipments = snapshot.shipments.map((shipment) => ({
    ...shipment,
    items,
    accessUrl: 'https://downloads.example/for-ada',
  }));
  const sent = { ...snapshot, total: stored!.order.totals.total, lines: items, shipments, refunds };
  await expect(
    new TakeInSnapshot(orders, { nudge: () => undefined }, clock).execute(
      { ...stored!, platformOrderId },
      sent,
    ),
  ).resolves.toBe('changed');
}

test('exports everything stored under an address, sold or not, in any letter case', async () => {
  const bought = await buy('grace@example.com');
  const left = await open('Grace@Example.com');
  await open('somebody@example.com');

  const exported = await hub(['export', '--email', ' GRACE@example.com', '--json']);
  const { purchases } = exported.json() as {
    purchases: { session_id: string; answers: { body: string }[] }[];
  };
  expect(purchases.map((each) => each.session_id).sort()).toEqual([bought.session, left].sort());
  const sold = purchases.find((each) => each.session_id === bought.session);
  expect(sold).toMatchObject({
    session: { buyer_data: { personal: { buyer: { email: 'grace@example.com' } } } },
    order: { order_id: bought.order, buyer_data: { personal: { buyer: { email: 'grace@example.com' } } } },
    payment_attempts: [{ state: 'succeeded' }],
    money_movements: expect.arrayContaining([expect.objectContaining({ kind: 'capture', currency: 'USD' })]),
  });
  expect(sold?.answers.map(({ body }) => JSON.parse(body).id)).toContain(bought.session);
  expect(exported.out).not.toContain('tok_sandbox_ok');
  expect(exported.out).not.toContain('somebody@');
});

test('erases a purchase for good, keeps its money, and leaves the API whole', async () => {
  const { session, order } = await buy('ada@erased.example');
  const bystander = await buy('bystander@example.com');
  const before = await sealedOf(session);
  const untouched = await sealedOf(bystander.session);
  expect(before.length).toBeGreaterThan(6);

  const erased = await hub(['erase', '--email', 'ada@erased.example', '--json']);
  expect(erased.json()).toMatchObject({ erased_sessions: [session], left_sessions: [] });

  const after = await sealedOf(session);
  for (const value of before) expect(after.some((each) => each?.equals(value!))).toBe(false);
  expect(await sealedOf(bystander.session)).toEqual(untouched);
  const { rows } = await world.database.backDoor.query(
    `SELECT kind FROM hub.money_movements WHERE session_id = $1 ORDER BY kind`,
    [session],
  );
  expect(rows).toEqual([{ kind: 'authorization' }, { kind: 'capture' }]);

  for (const version of ['2025-09-29', '2026-01-30', '2026-04-17']) {
    const read = await agent.get(`/checkout_sessions/${session}`, { 'api-version': version });
    expect({ version, status: read.status }).toEqual({ version, status: 200 });
    expect(read.text).not.toMatch(/erased\.example|Lovelace|Main St/);
  }
  const shown = await agent.get(`/orders/${order}`);
  expect(shown.status).toBe(200);
  expect(shown.text).not.toMatch(/erased\.example|Lovelace|Main St/);
  expect(await agent.post(`/checkout_sessions/${session}/cancel`, {})).toMatchObject({ status: 405 });
  expect((await hub(['export', '--order', order])).out).not.toMatch(/erased\.example|Lovelace|Main St/);
  expect((await hub(['export', '--email', 'ada@erased.example', '--json'])).json().purchases).toEqual([]);
});

test('where parcels and downloads are goes with the buyer, and does not come back with the next report', async () => {
  const { session, order } = await buy('ada@sent.example');
  const traces = /1Z999|track\.example|downloads\.example|for ada@sent/;
  await send(order, 10);
  const fulfillment = async () => (await agent.get(`/orders/${order}`)).json.fulfillments[0];
  await expect(fulfillment()).resolves.toMatchObject({
    tracking_number: '1Z999',
    tracking_url: 'https://track.example/1Z999',
    digital_delivery: { access_url: 'https://downloads.example/for-ada' },
  });
  expect((await hub(['export', '--order', order])).out).toMatch(traces);
  expect(await wholeDatabase()).not.toMatch(traces);

  expect(await hub(['erase', '--session', session])).toMatchObject({ code: 0 });
  await send(order, 11);
  const left = await fulfillment();
  expect(left).toMatchObject({ status: 'shipped', carrier: 'UPS' });
  expect(JSON.stringify(left)).not.toMatch(traces);
  expect(await wholeDatabase()).not.toMatch(traces);
  expect((await hub(['export', '--session', session])).out).not.toMatch(traces);
});

test('what shop and merchant say in their own words is no place to keep a buyer', async () => {
  const email = 'ada@refused.example';
  const traces = /refused\.example|Lovelace|Main St|gave Ada/;
  const opened = await agent.post('/checkout_sessions', { ...checkoutFor(email), order_notes: 'refuse me' });
  expect(opened.json.messages).toContainEqual(
    expect.objectContaining({ type: 'info', content: 'We deliver to 1 Main St.' }),
  );
  const path = `/checkout_sessions/${opened.json.id}`;
  const refused = await agent.post(`${path}/complete`, payWith('tok_sandbox_ok'));
  expect(refused.json.messages).toContainEqual(expect.objectContaining({ code: 'conflict' }));
  const { rows } = await world.database.backDoor.query<{ saga: { log: { result: string }[] } }>(
    'SELECT saga FROM hub.payment_attempts WHERE session_id = $1',
    [opened.json.id],
  );
  expect(rows[0]?.saga.log.map(({ result }) => result)).toContain('refused: … owes us, …!');

  const { session, order } = await buy('ada@refunded.example');
  await send(order, 20, [{ id: 'r1', amount: 100, items: [], reason: 'We gave Ada some back', occurredAt }]);
  expect((await agent.get(`/orders/${order}`)).text).toContain('We gave Ada some back');
  expect(await wholeDatabase()).not.toMatch(traces);

  expect(await hub(['erase', '--session', session])).toMatchObject({ code: 0 });
  expect((await agent.get(`/orders/${order}`)).text).not.toMatch(traces);
  expect((await agent.get(`/orders/${order}`)).json.adjustments).toMatchObject([{ amount: 100 }]);
  await send(order, 21, [{ id: 'r1', amount: 100, items: [], reason: 'We gave Ada some back', occurredAt }]);
  expect(await wholeDatabase()).not.toMatch(traces);
});

test('an open checkout ends when it is erased', async () => {
  const session = await open('leaving@example.com');
  expect(await hub(['erase', '--session', session])).toMatchObject({ code: 0 });
  const read = await agent.get(`/checkout_sessions/${session}`);
  expect(read).toMatchObject({ status: 200, json: { status: 'expired' } });
  expect(read.text).not.toContain('leaving@');
  const update = await agent.post(`/checkout_sessions/${session}`, {
    line_items: [{ id: 'sku-1', quantity: 1 }],
  });
  expect(update.status).toBeGreaterThanOrEqual(400);
  expect(update.status).toBeLessThan(500);
});

test('a checkout whose payment is under way is left alone, and the exit code says so', async () => {
  const session = await open('paying@example.com');
  await world.database.backDoor.query(
    `INSERT INTO hub.payment_attempts (tenant_id, attempt_id, session_id, number, state, step, saga, run_at,
       created_at, updated_at)
     SELECT tenant_id, 'pay_manual', session_id, 1, 'manual', 'capture', '{}', now(), now(), now()
     FROM hub.checkout_sessions WHERE session_id = $1`,
    [session],
  );
  const before = await sealedOf(session);
  const erased = await hub(['erase', '--session', session, '--json']);
  expect(erased).toMatchObject({ code: 1, error: expect.stringContaining(session) });
  expect(erased.json()).toMatchObject({ erased_sessions: [], left_sessions: [session] });
  expect(await sealedOf(session)).toEqual(before);
});

test('an order goes by its number at the shop, too, unless two have it', async () => {
  const [one, two] = [await buy('one@numbers.example'), await buy('two@numbers.example')];
  const { number } = (await hub(['ledger', '--order', one.order, '--json'])).json() as { number: string };
  expect(number).toMatch(/\w/);
  const exported = await hub(['export', '--order', ` ${number.toLowerCase()}`, '--json']);
  expect(exported.json().purchases).toMatchObject([{ session_id: one.session }]);
  expect(await hub(['webhook', 'log', '--order', number])).toMatchObject({ code: 0 });

  await world.database.backDoor.query(
    `UPDATE hub.orders o SET number_hash = (SELECT number_hash FROM hub.orders WHERE order_id = $1)
     WHERE order_id = $2`,
    [one.order, two.order],
  );
  const ambiguous = await hub(['erase', '--order', number]);
  expect(ambiguous).toMatchObject({ code: 1, out: '', error: expect.stringContaining(two.session) });
  expect((await hub(['erase', '--order', one.order, '--json'])).json().erased_sessions).toEqual([
    one.session,
  ]);
  expect((await hub(['export', '--email', 'two@numbers.example', '--json'])).json().purchases).toHaveLength(
    1,
  );
});

test.each(['export', 'erase'])('%s refuses what it does not find', async (command) => {
  expect(await hub([command, '--order', 'CO-0'])).toMatchObject({
    code: 1,
    out: '',
    error: `${tenantId} has no order CO-0.\n`,
  });
  for (const [option, blank] of [
    ['--email', ''],
    ['--email', 'ada'],
    ['--order', ''],
    ['--session', ' '],
  ] as const)
    expect(await hub([command, option, blank])).toMatchObject({
      code: 2,
      out: '',
      error: expect.stringContaining(option),
    });
});

test('another merchant’s purchase is not found', async () => {
  const created = await agentOf(world.baseUrl, other).post(
    '/checkout_sessions',
    checkoutFor('theirs@example.com'),
  );
  for (const command of ['export', 'erase'])
    expect(await hub([command, '--session', created.json.id])).toMatchObject({
      code: 1,
      out: '',
      error: `${tenantId} has no session ${created.json.id}.\n`,
    });
  const erased = await hub(['erase', '--email', 'theirs@example.com', '--json']);
  expect(erased.json().erased_sessions).toEqual([]);
  expect(erased.error).toBe(`${tenantId} has nothing under theirs@example.com.\n`);
});
