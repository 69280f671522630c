import { agentOf, hubWorld, payWith, sampleCheckout } from '../support/hub-world';
import { memoryConnector } from '../support/memory-connector';

const shop = memoryConnector();
let world: Awaited<ReturnType<typeof hubWorld>>;
let agent: ReturnType<typeof agentOf>;

beforeAll(async () => {
  world = await hubWorld({ connector: shop.connector });
  agent = agentOf(world.baseUrl, (await world.merchant('atlas')).token);
}, 60_000);
afterAll(() => world.close());

const openAndBeDeclined = async (): Promise<string> => {
  const { json } = await agent.post('/checkout_sessions', sampleCheckout);
  await agent.post(`/checkout_sessions/${json.id}/complete`, payWith('tok_sandbox_declined'));
  return json.id;
};
const ordersOf = (id: string) => shop.orders().filter(({ sessionId }) => sessionId === id);
const cancelledWithin = async (id: string): Promise<boolean> => {
  for (let round = 0; round < 80; round += 1) {
    if (ordersOf(id).every(({ status }) => status === 'canceled')) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
};

test('a held order survives an attempt that could not reach the store, and is cancelled with its session', async () => {
  const id = await openAndBeDeclined();
  for (let count = 0; count < 3; count += 1) shop.faults.push({ operation: 'getOrder', fault: 'refused' });
  const unreachable = await agent.post(`/checkout_sessions/${id}/complete`, payWith('tok_sandbox_ok'));
  expect(unreachable).toMatchObject({ status: 503 });
  expect(ordersOf(id)).toMatchObject([{ status: 'awaiting_payment' }]);
  await agent.post(`/checkout_sessions/${id}/cancel`, {});
  expect(await cancelledWithin(id)).toBe(true);
}, 30_000);

test('a held order survives it for the next attempt to pay', async () => {
  const id = await openAndBeDeclined();
  for (let count = 0; count < 3; count += 1) shop.faults.push({ operation: 'getOrder', fault: 'refused' });
  await agent.post(`/checkout_sessions/${id}/complete`, payWith('tok_sandbox_ok'));
  expect(await agent.post(`/checkout_sessions/${id}/complete`, payWith('tok_sandbox_ok'))).toMatchObject({
    json: { status: 'completed' },
  });
  expect(ordersOf(id)).toMatchObject([{ status: 'paid' }]);
}, 30_000);
