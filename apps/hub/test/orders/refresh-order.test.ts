import { applySnapshot, orderId } from '@acp-hub/commerce';
import { ConnectorError } from '@acp-hub/connector';
import { RefreshOrder } from '../../src/orders/refresh-order';
import { TakeInSnapshot } from '../../src/orders/take-in-snapshot';
import { insertPlacedOrder, placedOrderValues } from '../../src/persistence/orders/placed-order';
import { memoryConnections } from '../support/memory-connections';
import {
  openOrderWorld,
  PERSONAL,
  shipped,
  snapshotOf,
  type OrderWorld,
  type SampleTenant,
} from '../support/order-world';

let world: OrderWorld;
let tenant: SampleTenant;
const nudge = jest.fn();

beforeAll(async () => {
  world = await openOrderWorld();
  tenant = await world.addTenant();
}, 60_000);
afterAll(() => world.close());
beforeEach(() => nudge.mockClear());

const setUp = () => {
  const platform = memoryConnections();
  const takeIn = new TakeInSnapshot(world.orders, { nudge }, world.clock);
  return { ...platform, takeIn, refresh: new RefreshOrder(platform.connections, takeIn) };
};

test('a placed order is found whole, with its timeline and the first news for its agent', async () => {
  const order = await world.placeOrder(tenant, 'whole');
  const stored = await world.orders.find(tenant.tenantId, order.id);
  expect(stored).toMatchObject({ order, personal: PERSONAL, agentId: tenant.agentId, version: 1 });
  expect(stored?.merchant.name).toBe('Acme Café');
  await expect(world.timelineOf(order.id)).resolves.toEqual([{ seq: 1, kind: 'placed' }]);
  await expect(world.outboxOf(order.id)).resolves.toMatchObject([{ event: 'order_create', outcome: null }]);
});

test('nothing of the buyer, and no permalink, is stored in the clear', async () => {
  const order = await world.placeOrder(tenant, 'sealed');
  const rows = await world.rows('SELECT * FROM hub.orders WHERE order_id = $1', [order.id]);
  expect(rows).toHaveLength(1);
  const text = JSON.stringify(rows, (_key, value) =>
    value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
  );
  expect(text).toContain('Mug');
  for (const secret of [
    'ada@example.com',
    'Lovelace',
    'Analytical',
    '/o/',
    order.permalinkUrl.split('/o/')[1]!,
  ]) {
    expect(text).not.toContain(secret);
  }
});

test('a change made from what was read before the buyer was erased seals nothing of theirs anew', async () => {
  const { id } = await world.placeOrder(tenant, 'erased meanwhile');
  const stored = await world.orders.find(tenant.tenantId, id);
  await world.rows('UPDATE hub.orders SET sealed = NULL, data_key = NULL WHERE order_id = $1', [id]);
  const change = applySnapshot(stored!.order, shipped('erased meanwhile'), world.clock.now());
  await expect(world.orders.storeChange(stored!, change)).resolves.toBe('stored');
  await expect(world.rows('SELECT sealed FROM hub.orders WHERE order_id = $1', [id])).resolves.toEqual([
    { sealed: null },
  ]);
});

test('nothing is inserted where the saga’s gate is closed', async () => {
  const { scope, sealing } = await world.directory.open(tenant.tenantId);
  const order = { ...(await world.placeOrder(tenant, 'gate')), id: orderId('ord_closed') };
  const values = placedOrderValues(sealing, {
    order,
    timeline: [{ kind: 'placed', occurredAt: order.createdAt }],
    personal: {},
    agent: tenant,
    apiVersion: '2026-04-17',
    pageTokenHash: Buffer.from('closed'),
    outboxId: 'out_closed',
    paymentCheckAt: world.clock.now(),
  });
  const text = `WITH gate AS (SELECT true WHERE false), ${insertPlacedOrder(2, 'gate')} SELECT FROM placed_order`;
  await expect(scope.run({ name: 'test_closed', text }, [tenant.tenantId, ...values])).resolves.toEqual([]);
  await expect(world.orders.find(tenant.tenantId, order.id)).resolves.toBeUndefined();
  await expect(world.timelineOf(order.id)).resolves.toEqual([]);
  await expect(world.outboxOf(order.id)).resolves.toEqual([]);
});

test('a newer snapshot changes the order, its timeline and the outbox together', async () => {
  const order = await world.placeOrder(tenant, 'news');
  const { refresh, snapshots } = setUp();
  snapshots.set('news', shipped('news'));
  await expect(refresh.execute({ ...tenant, platformOrderId: 'news' })).resolves.toBe('changed');
  const stored = await world.orders.find(tenant.tenantId, order.id);
  expect(stored?.order.fulfillments).toMatchObject([{ trackingNumber: '1Z999', status: 'shipped' }]);
  expect(stored?.order.permalinkUrl).toBe(order.permalinkUrl);
  expect(stored?.version).toBe(2);
  const timeline = await world.timelineOf(order.id);
  expect(timeline.map(({ seq }) => seq)).toEqual(timeline.map((_, index) => index + 1));
  expect(timeline.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['placed', 'fulfillment_changed', 'status_changed']),
  );
  await expect(world.outboxOf(order.id)).resolves.toMatchObject([
    { event: 'order_create' },
    { event: 'order_update' },
  ]);
  expect(nudge).toHaveBeenCalledTimes(1);
});

test('a replay changes nothing, and an older snapshot never wins', async () => {
  const order = await world.placeOrder(tenant, 'replay');
  const { refresh, snapshots } = setUp();
  snapshots.set('replay', shipped('replay'));
  await refresh.execute({ ...tenant, platformOrderId: 'replay' });
  const before = [await world.timelineOf(order.id), await world.outboxOf(order.id)];
  await expect(refresh.execute({ ...tenant, platformOrderId: 'replay' })).resolves.toBe('unchanged');
  snapshots.set('replay', snapshotOf('replay', { version: 1, status: 'canceled' }));
  await expect(refresh.execute({ ...tenant, platformOrderId: 'replay' })).resolves.toBe('unchanged');
  expect([await world.timelineOf(order.id), await world.outboxOf(order.id)]).toEqual(before);
});

test('many looks at one order at once append each change once', async () => {
  const order = await world.placeOrder(tenant, 'race');
  const { takeIn } = setUp();
  const where = { ...tenant, platformOrderId: 'race' };
  const looks = [2, 2, 2, 2].map(() => takeIn.execute(where, shipped('race')));
  const outcomes = await Promise.all(looks);
  expect([...outcomes].sort()).toEqual(['changed', 'unchanged', 'unchanged', 'unchanged']);
  await expect(world.outboxOf(order.id)).resolves.toHaveLength(2);
  const kinds = (await world.timelineOf(order.id)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'fulfillment_changed')).toHaveLength(1);
});

test('who read an older version stores nothing', async () => {
  const { id } = await world.placeOrder(tenant, 'stale');
  const stale = (await world.orders.find(tenant.tenantId, id))!;
  const change = applySnapshot(stale.order, shipped('stale'), world.clock.now());
  await expect(world.orders.storeChange(stale, change)).resolves.toBe('stored');
  const before = [await world.timelineOf(id), await world.outboxOf(id)];
  await expect(world.orders.storeChange(stale, change)).resolves.toBe('version_changed');
  expect([await world.timelineOf(id), await world.outboxOf(id)]).toEqual(before);
});

test('an order of another tenant with the same platform id stays as it is', async () => {
  const other = await world.addTenant({ name: 'Other' });
  await world.placeOrder(tenant, 'twin');
  const theirs = await world.placeOrder(other, 'twin');
  const { refresh, snapshots } = setUp();
  snapshots.set('twin', shipped('twin'));
  await refresh.execute({ ...tenant, platformOrderId: 'twin' });
  expect((await world.orders.find(other.tenantId, theirs.id))?.version).toBe(1);
  await expect(world.orders.find(tenant.tenantId, theirs.id)).resolves.toBeUndefined();
});

test('what the platform cannot answer is tried again, what it never had is not', async () => {
  await world.placeOrder(tenant, 'down');
  const { refresh, state } = setUp();
  state.failure = new ConnectorError({ kind: 'transient' }, 'down', 'not_applied');
  await expect(refresh.execute({ ...tenant, platformOrderId: 'down' })).resolves.toBe('try_again');
  state.failure = undefined;
  await expect(refresh.execute({ ...tenant, platformOrderId: 'down' })).resolves.toBe('unknown');
  state.failure = new Error('a bug') as ConnectorError;
  await expect(refresh.execute({ ...tenant, platformOrderId: 'down' })).rejects.toThrow('a bug');
});
