import { ConnectorError } from '@acp-hub/connector';
import { OrderPollRepository } from '../../src/persistence/orders/order-poll-repository';
import { PollConnection } from '../../src/orders/poll-connection';
import { PollOrders } from '../../src/orders/poll-orders';
import type { PlatformOrder } from '../../src/orders/ports';
import { TakeInSnapshot } from '../../src/orders/take-in-snapshot';
import { memoryConnections } from '../support/memory-connections';
import { openOrderWorld, PLACED_AT, settableClock, shipped, snapshotOf } from '../support/order-world';

const EVERY_MS = 60_000;
const OVERLAP_MS = 120_000;

const open = async () => {
  const clock = settableClock();
  const world = await openOrderWorld(clock);
  const platform = memoryConnections();
  const polling = new OrderPollRepository(world.directory, clock);
  const takeIn = new TakeInSnapshot(world.orders, { nudge: () => undefined }, clock);
  const poll = new PollConnection(platform.connections, polling, takeIn, clock, EVERY_MS);
  return { clock, world, platform, polling, poll };
};
let fixture: Awaited<ReturnType<typeof open>>;

beforeEach(async () => {
  fixture = await open();
}, 60_000);
afterEach(() => fixture.world.close());

test('every connection whose turn has come is queued, and no other', async () => {
  const { world, clock, polling, poll } = fixture;
  const [first, second, disabled] = [
    await world.addTenant(),
    await world.addTenant(),
    await world.addTenant(),
  ];
  await world.rows('UPDATE hub.connections SET disabled_at = now() WHERE connection_id = $1', [
    disabled.connectionId,
  ]);
  const queued: Omit<PlatformOrder, 'platformOrderId'>[] = [];
  const queue = {
    pollSoon: async (connection: (typeof queued)[number]) => void queued.push(connection),
    refreshSoon: jest.fn(),
  };
  const pollOrders = new PollOrders(polling, queue);
  await pollOrders.execute();
  expect(queued.map(({ connectionId }) => connectionId).sort()).toEqual(
    [first.connectionId, second.connectionId].sort(),
  );
  await poll.execute(first);
  queued.length = 0;
  await pollOrders.execute();
  expect(queued).toEqual([{ tenantId: second.tenantId, connectionId: second.connectionId }]);
  clock.advance(EVERY_MS);
  queued.length = 0;
  await pollOrders.execute();
  expect(queued).toHaveLength(2);
});

test('all pages of changed orders are taken in, those of other channels left alone', async () => {
  const { world, platform, poll } = fixture;
  const tenant = await world.addTenant();
  const orders = [await world.placeOrder(tenant, 'one'), await world.placeOrder(tenant, 'two')];
  platform.snapshots
    .set('one', shipped('one'))
    .set('not-ours', snapshotOf('not-ours', { updatedAt: '2026-11-02T10:00:00.000Z' }))
    .set('two', shipped('two'));
  await expect(poll.execute(tenant)).resolves.toBe('polled');
  for (const { id } of orders) {
    expect((await world.orders.find(tenant.tenantId, id))?.order.platformStatus).toBe('shipped');
  }
});

test('two replicas at once look once', async () => {
  const { world, platform, poll } = fixture;
  const tenant = await world.addTenant();
  const outcomes = await Promise.all([poll.execute(tenant), poll.execute(tenant), poll.execute(tenant)]);
  expect([...outcomes].sort()).toEqual(['not_due', 'not_due', 'polled']);
  expect(platform.state.listed).toHaveLength(1);
});

test('a store that fails is asked again from where it was last seen to', async () => {
  const { world, clock, platform, poll } = fixture;
  const tenant = await world.addTenant();
  await poll.execute(tenant);
  clock.advance(EVERY_MS);
  platform.state.failure = new ConnectorError({ kind: 'transient' }, 'down', 'not_applied');
  await expect(poll.execute(tenant)).resolves.toBe('failed');
  clock.advance(EVERY_MS);
  platform.state.failure = undefined;
  await expect(poll.execute(tenant)).resolves.toBe('polled');
  clock.advance(EVERY_MS);
  await poll.execute(tenant);
  const since = platform.state.listed.map((text) => Date.parse(text) + OVERLAP_MS - PLACED_AT.getTime());
  expect(since).toEqual([0, 0, 0, 2 * EVERY_MS]);
});
