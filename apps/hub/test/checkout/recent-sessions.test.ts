import { sessionId } from '@acp-hub/commerce';
import type { StoredSession } from '../../src/checkout/ports';
import { RecentSessions } from '../../src/persistence/checkout/recent-sessions';
import { agentOf, hubWorld, sampleCheckout } from '../support/hub-world';
import { memoryConnector } from '../support/memory-connector';

describe('what is kept', () => {
  const session = (id: string, version = 1): StoredSession =>
    ({ tenantId: 'ten_a', session: { id: sessionId(id) }, version }) as StoredSession;

  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test('is found by its tenant and id, newest version first', () => {
    const recent = new RecentSessions({ most: 4, keptMs: 1_000 });
    recent.keep(session('cs_1'));
    recent.keep(session('cs_2'));
    recent.keep(session('cs_3'));
    recent.keep(session('cs_1', 2));
    expect(recent.find('ten_a', 'cs_1')?.version).toBe(2);
    expect(recent.find('ten_a', 'cs_2')?.version).toBe(1);
    expect(recent.find('ten_b', 'cs_1')).toBeUndefined();
  });

  test('is bounded in number', () => {
    const recent = new RecentSessions({ most: 10, keptMs: 1_000 });
    for (let index = 0; index < 1_000; index += 1) recent.keep(session(`cs_${index}`));
    const kept = Array.from({ length: 1_000 }, (_, index) => recent.find('ten_a', `cs_${index}`));
    expect(kept.filter((each) => each !== undefined).length).toBeLessThanOrEqual(10);
    expect(kept.at(-1)).toBeDefined();
  });

  test('is gone when its time is over, whether or not anybody asks', () => {
    const recent = new RecentSessions({ most: 10, keptMs: 1_000 });
    recent.keep(session('cs_1'));
    jest.advanceTimersByTime(499);
    recent.keep(session('cs_2'));
    expect(recent.find('ten_a', 'cs_1')).toBeDefined();
    jest.advanceTimersByTime(1_001);
    expect(recent.find('ten_a', 'cs_1')).toBeUndefined();
    expect(recent.find('ten_a', 'cs_2')).toBeUndefined();
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
