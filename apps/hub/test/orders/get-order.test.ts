import { orderId } from '@acp-hub/commerce';
import type { Agent } from '../../src/agents/agent';
import { GetOrder } from '../../src/orders/get-order';
import { GetOrderPage } from '../../src/orders/get-order-page';
import { ORDER_PAGE_LIFETIME_MS } from '../../src/orders/order-page-links';
import {
  openOrderWorld,
  PERSONAL,
  settableClock,
  type OrderWorld,
  type SampleTenant,
} from '../support/order-world';

const clock = settableClock();
let world: OrderWorld;
let tenant: SampleTenant;

beforeAll(async () => {
  world = await openOrderWorld(clock);
  tenant = await world.addTenant();
}, 60_000);
afterAll(() => world.close());

const agentOf = (sample: SampleTenant): Agent => ({
  tenantId: sample.tenantId,
  agentId: sample.agentId,
  connectionId: sample.connectionId,
  mode: sample.mode,
  profile: 'spec',
  signature: { policy: 'off' },
});

test('the agent that made an order reads it, with the address it goes to', async () => {
  const order = await world.placeOrder(tenant, 'own');
  const view = await new GetOrder(world.orders).execute(agentOf(tenant), order.id);
  expect(view).toEqual({
    order,
    destination: PERSONAL.fulfillment?.address,
    support: { email: 'help@acme.example' },
  });
});

test('a foreign order is as unknown as one that does not exist', async () => {
  const order = await world.placeOrder(tenant, 'foreign');
  const get = new GetOrder(world.orders);
  const own = agentOf(tenant);
  const other = await world.addTenant({ name: 'Other' });
  const strangers: Agent[] = [
    agentOf(other),
    { ...own, agentId: 'agt_other' },
    { ...own, connectionId: 'con_other' },
    { ...own, mode: 'live' },
  ];
  for (const agent of strangers) await expect(get.execute(agent, order.id)).resolves.toBeUndefined();
  await expect(get.execute(own, orderId('ord_none'))).resolves.toBeUndefined();
});

test('an order whose buyer was erased is still an order', async () => {
  const order = await world.placeOrder(tenant, 'erased');
  await world.rows('UPDATE hub.orders SET data_key = NULL, sealed = NULL WHERE order_id = $1', [order.id]);
  await expect(new GetOrder(world.orders).execute(agentOf(tenant), order.id)).resolves.toEqual({
    order,
    support: { email: 'help@acme.example' },
  });
});

test('a permalink finds its order until it expires, and no other token does', async () => {
  const order = await world.placeOrder(tenant, 'page');
  const page = new GetOrderPage(world.orders);
  const token = order.permalinkUrl.split('/o/')[1]!;
  expect((await page.execute(token))?.order.id).toBe(order.id);
  await expect(page.execute(`${token.slice(0, -1)}_`)).resolves.toBeUndefined();
  clock.advance(ORDER_PAGE_LIFETIME_MS - 1);
  await expect(page.execute(token)).resolves.toBeDefined();
  clock.advance(1);
  await expect(page.execute(token)).resolves.toBeUndefined();
});
