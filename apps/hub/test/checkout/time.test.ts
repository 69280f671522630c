import { ExpireSessions } from '../../src/checkout/expire-sessions';
import { PurgeAbandonedSessions } from '../../src/checkout/purge-abandoned-sessions';
import { DueSessionScan } from '../../src/persistence/checkout/due-session-scan';
import { SessionRepository } from '../../src/persistence/checkout/session-repository';
import { agentOf, hubWorld, payWith, sampleCheckout } from '../support/hub-world';
import { memoryConnector } from '../support/memory-connector';

const DAY = 24 * 60 * 60 * 1_000;
const shop = memoryConnector();
let world: Awaited<ReturnType<typeof hubWorld>>;
let agent: ReturnType<typeof agentOf>;

beforeAll(async () => {
  world = await hubWorld({
    connector: shop.connector,
    environment: { HUB_ROLE: 'serve', HUB_SESSION_MINUTES: '60' },
  });
  agent = agentOf(world.baseUrl, (await world.merchant('atlas')).token);
}, 60_000);
afterAll(() => world.close());

const at = (ms: number) => ({ now: () => new Date(Date.now() + ms) });
const pass = async (ms: number): Promise<void> => {
  const scan = new DueSessionScan(world.directory);
  await new ExpireSessions(scan, new SessionRepository(world.directory, 30_000), at(ms)).execute();
  await new PurgeAbandonedSessions(scan, at(ms)).execute();
};
const open = async (): Promise<string> => (await agent.post('/checkout_sessions', sampleCheckout)).json.id;
const stored = async (table: string, id: string): Promise<number> => {
  const { rows } = await world.database.backDoor.query(`SELECT FROM hub.${table} WHERE session_id = $1`, [
    id,
  ]);
  return rows.length;
};

test('a session whose time is over is expired and refuses to be paid', async () => {
  const id = await open();
  await pass(2 * 60 * 60 * 1_000);
  expect(await agent.get(`/checkout_sessions/${id}`)).toMatchObject({
    status: 200,
    json: { status: 'expired' },
  });
  expect(await agent.post(`/checkout_sessions/${id}/complete`, payWith('tok_sandbox_ok'))).toMatchObject({
    status: 405,
    json: { code: 'session_closed' },
  });
});

test('an abandoned session is forgotten after thirty days with its attempts, a paid one is kept', async () => {
  const [abandoned, paid] = [await open(), await open()];
  await world.database.backDoor.query(
    `INSERT INTO hub.payment_attempts (tenant_id, attempt_id, session_id, number, state, step, saga, created_at,
       updated_at)
     SELECT tenant_id, 'pay_' || session_id, session_id, 1, 'failed', 'authorize', '{}', now(), now()
     FROM hub.checkout_sessions WHERE session_id = $1`,
    [abandoned],
  );
  await agent.post(`/checkout_sessions/${paid}/complete`, payWith('tok_sandbox_ok'));
  await pass(29 * DAY);
  expect(await stored('checkout_sessions', abandoned)).toBe(1);
  await pass(31 * DAY);
  expect(await stored('checkout_sessions', abandoned)).toBe(0);
  expect(await stored('payment_attempts', abandoned)).toBe(0);
  expect(await stored('checkout_sessions', paid)).toBe(1);
  expect(await stored('payment_attempts', paid)).toBe(1);
});

test('a request repeated after its session was forgotten is answered like one for an unknown session', async () => {
  const id = await open();
  const cancel = () => agent.post(`/checkout_sessions/${id}/cancel`, {}, { 'idempotency-key': 'of-old' });
  expect(await cancel()).toMatchObject({ status: 200 });
  await pass(31 * DAY);
  expect(await cancel()).toMatchObject({ status: 404, json: { code: 'not_found' } });
});

test('a session that still holds an order is not forgotten', async () => {
  const id = await open();
  await agent.post(`/checkout_sessions/${id}/complete`, payWith('tok_sandbox_declined'));
  await pass(31 * DAY);
  expect(await stored('checkout_sessions', id)).toBe(1);
});
