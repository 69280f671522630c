import { flatErrorOf } from '../support/flat-error';
import { agentOf, hubWorld, payWith, sampleCheckout } from '../support/hub-world';
import { memoryConnector } from '../support/memory-connector';

let world: Awaited<ReturnType<typeof hubWorld>>;

beforeAll(async () => {
  world = await hubWorld({
    connector: memoryConnector().connector,
    environment: { HUB_RATE_LIMIT: '6', HUB_COMPLETE_RATE_LIMIT: '2' },
  });
}, 60_000);
afterAll(() => world.close());

const newAgent = async (name: string) => agentOf(world.baseUrl, (await world.merchant(name)).token);

test('an agent that asks too often is told when to come back, and holds up nobody else', async () => {
  const [eager, calm] = [await newAgent('eager'), await newAgent('calm')];
  for (let asked = 0; asked < 6; asked += 1) {
    expect((await eager.get('/checkout_sessions/cs_unknown')).status).toBe(404);
  }
  const refused = await eager.get('/checkout_sessions/cs_unknown');
  expect({ status: refused.status, code: flatErrorOf(refused).code }).toEqual({
    status: 429,
    code: 'rate_limited',
  });
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect((await calm.get('/checkout_sessions/cs_unknown')).status).toBe(404);
});

test('payments have a limit of their own, however their path is spelled', async () => {
  const agent = await newAgent('tester');
  const { id } = (await agent.post('/checkout_sessions', sampleCheckout)).json as { id: string };
  const pay = (path: string) =>
    agent.post(`/checkout_sessions/${id}/${path}`, payWith('tok_sandbox_declined'));
  expect((await pay('complete?card=1')).status).toBe(200);
  expect((await pay('complet%65')).status).toBe(200);
  expect((await pay('complete')).status).toBe(429);
  expect((await agent.get(`/checkout_sessions/${id}`)).status).toBe(200);
});
