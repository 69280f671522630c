import { agentOf, hubWorld, payWith, sampleCheckout } from './support/hub-world';
import { memoryConnector } from './support/memory-connector';

const shop = memoryConnector();
let world: Awaited<ReturnType<typeof hubWorld>>;
let agent: ReturnType<typeof agentOf>;

beforeAll(async () => {
  world = await hubWorld({ connector: shop.connector });
  agent = agentOf(world.baseUrl, (await world.merchant('atlas')).token);
}, 60_000);
afterAll(() => world.close());

test('an agent creates, changes, pays and sees the order', async () => {
  const created = await agent.post('/checkout_sessions', sampleCheckout);
  expect(created).toMatchObject({ status: 201, json: { status: 'ready_for_payment' } });
  const path = `/checkout_sessions/${created.json.id}`;

  const updated = await agent.post(path, {
    selected_fulfillment_options: [{ type: 'shipping', option_id: 'express', item_ids: ['sku-1'] }],
  });
  expect(updated.status).toBe(200);
  const totals = updated.json.totals as { type: string; amount: number }[];
  const total = totals.find(({ type }) => type === 'total')?.amount;
  expect(total).toBe(2 * 1080 + 972);

  const completed = await agent.post(`${path}/complete`, payWith('tok_sandbox_ok'));
  expect(completed).toMatchObject({
    status: 200,
    json: { status: 'completed', order: { checkout_session_id: created.json.id } },
  });

  const order = await agent.get(`/orders/${completed.json.order.id}`);
  expect(order).toMatchObject({ status: 200, json: { id: completed.json.order.id, status: 'confirmed' } });

  expect(shop.orders()).toMatchObject([{ status: 'paid', total, payments: [{ amount: total }] }]);
  expect(world.psp.payments()).toHaveLength(1);
});
