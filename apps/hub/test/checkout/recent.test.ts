import { Recent } from '../../src/persistence/checkout/recent';
import { agentOf, hubWorld, sampleCheckout } from '../support/hub-world';
import { memoryConnector } from '../support/memory-connector';

describe('what is kept', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test('is found by its key, the newest first', () => {
    const recent = new Recent<number>({ most: 4, keptMs: 1_000 });
    recent.keep('cs_1', 1);
    recent.keep('cs_2', 1);
    recent.keep('cs_3', 1);
    recent.keep('cs_1', 2);
    expect(recent.find('cs_1')).toBe(2);
    expect(recent.find('cs_2')).toBe(1);
    expect(recent.find('cs_4')).toBeUndefined();
  });

  test('is bounded in number', () => {
    const recent = new Recent<number>({ most: 10, keptMs: 1_000 });
    for (let index = 0; index < 1_000; index += 1) recent.keep(`cs_${index}`, index);
    const kept = Array.from({ length: 1_000 }, (_, index) => recent.find(`cs_${index}`));
    expect(kept.filter((each) => each !== undefined).length).toBeLessThanOrEqual(10);
    expect(kept.at(-1)).toBeDefined();
  });

  test('is gone when its time is over, whether or not anybody asks', () => {
    const recent = new Recent<number>({ most: 10, keptMs: 1_000 });
    recent.keep('cs_1', 1);
    jest.advanceTimersByTime(499);
    recent.keep('cs_2', 1);
    expect(recent.find('cs_1')).toBeDefined();
    jest.advanceTimersByTime(1_001);
    expect(recent.find('cs_1')).toBeUndefined();
    expect(recent.find('cs_2')).toBeUndefined();
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('a session in memory', () => {
  let world: Awaited<ReturnType<typeof hubWorld>>;
  let agent: ReturnType<typeof agentOf>;
  beforeAll(async () => {
    world = await hubWorld({ connector: memoryConnector().connector });
    agent = agentOf(world.baseUrl, (await world.merchant('atlas')).token);
  }, 60_000);
  afterAll(() => world.close());

  const opened = async (): Promise<string> =>
    String((await agent.post('/checkout_sessions', sampleCheckout)).json.id);
  const change = (id: string, assignments: string) =>
    world.database.backDoor.query(`UPDATE hub.checkout_sessions SET ${assignments} WHERE session_id = $1`, [
      id,
    ]);
  const canceled = `state = (state::jsonb || '{"status": "canceled"}')::json, status = 'canceled'`;

  test('is not read again while its version stands', async () => {
    const id = await opened();
    await change(id, canceled);
    expect((await agent.get(`/checkout_sessions/${id}`)).json.status).toBe('ready_for_payment');
  });

  test('gives way to what another process wrote, at once, in reads and in updates', async () => {
    const id = await opened();
    await change(id, `${canceled}, version = version + 1`);
    expect((await agent.get(`/checkout_sessions/${id}`)).json.status).toBe('canceled');
    const other = await opened();
    await change(other, `${canceled}, version = version + 1`);
    const update = await agent.post(`/checkout_sessions/${other}`, {
      line_items: [{ id: 'sku-1', quantity: 3 }],
    });
    expect(update.status).toBe(405);
  });

  test('is unknown as soon as it is deleted', async () => {
    const id = await opened();
    await world.database.backDoor.query('DELETE FROM hub.checkout_sessions WHERE session_id = $1', [id]);
    expect((await agent.get(`/checkout_sessions/${id}`)).status).toBe(404);
  });

  test('stays its agent’s own', async () => {
    const id = await opened();
    const stranger = agentOf(world.baseUrl, (await world.merchant('borealis')).token);
    expect((await stranger.get(`/checkout_sessions/${id}`)).status).toBe(404);
    const update = await stranger.post(`/checkout_sessions/${id}`, { buyer: null });
    expect(update.status).toBe(404);
  });

  test('is written anew for another version of the protocol', async () => {
    const id = await opened();
    const newest = await agent.get(`/checkout_sessions/${id}`);
    const oldest = await agent.get(`/checkout_sessions/${id}`, { 'api-version': '2025-09-29' });
    expect(newest.json).toHaveProperty('capabilities');
    expect(oldest.json).not.toHaveProperty('capabilities');
    expect((await agent.get(`/checkout_sessions/${id}`)).text).toBe(newest.text);
  });
});

describe('an answer in memory', () => {
  let world: Awaited<ReturnType<typeof hubWorld>>;
  let agent: ReturnType<typeof agentOf>;
  beforeAll(async () => {
    world = await hubWorld({ connector: memoryConnector().connector });
    agent = agentOf(world.baseUrl, (await world.merchant('atlas')).token);
  }, 60_000);
  afterAll(() => world.close());

  const create = (key: string) =>
    agent.post('/checkout_sessions', sampleCheckout, { 'idempotency-key': key });
  const inDatabase = (text: string, id: string) => world.database.backDoor.query(text, [id]);

  test('is replayed without being read again, by the process that gave it', async () => {
    const first = await create('kept');
    await inDatabase('UPDATE hub.idempotency_keys SET response = NULL WHERE session_id = $1', first.json.id);
    expect(await create('kept')).toMatchObject({ status: 201, text: first.text });
  });

  test('gives way to what another process stored under the key', async () => {
    const first = await create('taken-over');
    const other = await create('taken-over-by');
    await inDatabase(
      `UPDATE hub.idempotency_keys SET claim = gen_random_uuid(), session_id = NULL, status = NULL, response = NULL,
        lease_until = now() - interval '1 s' WHERE session_id = $1`,
      first.json.id,
    );
    const second = await create('taken-over');
    expect(second.status).toBe(201);
    expect([first.json.id, other.json.id]).not.toContain(second.json.id);
    expect((await create('taken-over')).text).toBe(second.text);
  });

  test('is forgotten with its session', async () => {
    const first = await create('erased');
    await inDatabase('DELETE FROM hub.checkout_sessions WHERE session_id = $1', first.json.id);
    expect((await create('erased')).text).not.toBe(first.text);
  });
});
