import { agentOf, hubWorld, payWith, sampleCheckout } from './support/hub-world';
import { memoryConnector } from './support/memory-connector';

/** Round trips dominate the cost of a request: these are the budgets of docs/performance.md. */
const statements: string[] = [];
let world: Awaited<ReturnType<typeof hubWorld>>;
let agent: ReturnType<typeof agentOf>;

beforeAll(async () => {
  world = await hubWorld({
    connector: memoryConnector().connector,
    environment: { HUB_ROLE: 'serve' },
    count: (statement) => statements.push(statement),
  });
  agent = agentOf(world.baseUrl, (await world.merchant('atlas')).token);
}, 60_000);
afterAll(() => world.close());

const newSession = async () =>
  `/checkout_sessions/${(await agent.post('/checkout_sessions', sampleCheckout)).json.id}`;

/**
 * What an operation sends while agent and connection are remembered, as they are for some seconds. Relaying the
 * news of a sale is not part of the request.
 */
async function sentBy(operation: () => Promise<{ status: number }>): Promise<readonly string[]> {
  await newSession();
  statements.length = 0;
  expect((await operation()).status).toBeLessThan(300);
  return statements.filter((name) => !name.startsWith('outbox_'));
}

test('create: the claim of its key, then session, answer and key together', async () => {
  const sent = await sentBy(() => agent.post('/checkout_sessions', sampleCheckout));
  expect(sent).toEqual(['checkout_claim', 'checkout_insert']);
});

test('update: the claim reads the session too, then session, answer and key together', async () => {
  const path = await newSession();
  const sent = await sentBy(() => agent.post(path, { line_items: [{ id: 'sku-1', quantity: 3 }] }));
  expect(sent).toEqual(['checkout_claim', 'checkout_update']);
});

test('get: one', async () => {
  const path = await newSession();
  expect(await sentBy(() => agent.get(path))).toEqual(['checkout_find']);
});

test('replay: the claim answers', async () => {
  const key = { 'idempotency-key': 'the same' };
  const first = await agent.post('/checkout_sessions', sampleCheckout, key);
  const sent = await sentBy(async () => {
    const replayed = await agent.post('/checkout_sessions', sampleCheckout, key);
    expect(replayed.text).toBe(first.text);
    return replayed;
  });
  expect(sent).toEqual(['checkout_claim']);
});

test('a replay and a conflict leave the key untouched, so that neither waits for the disk', async () => {
  const key = { 'idempotency-key': 'untouched' };
  const { json } = await agent.post('/checkout_sessions', sampleCheckout, key);
  expect((await agent.post('/checkout_sessions', sampleCheckout, key)).status).toBe(201);
  expect((await agent.post('/checkout_sessions', { ...sampleCheckout, locale: 'de' }, key)).status).toBe(422);
  const { rows } = await world.database.backDoor.query(
    'SELECT xmax::text FROM hub.idempotency_keys WHERE session_id = $1',
    [json.id],
  );
  expect(rows).toEqual([{ xmax: '0' }]);
});

test('complete: the claim, the attempt, its progress between two effects, and the sale at once', async () => {
  const path = await newSession();
  const sent = await sentBy(() => agent.post(`${path}/complete`, payWith('tok_sandbox_ok')));
  expect(sent).toEqual([
    'checkout_claim',
    'attempt_open',
    'attempt_progress', // placed
    'attempt_progress', // authorized
    'attempt_progress', // captured
    'attempt_end_with_sale',
  ]);
});
