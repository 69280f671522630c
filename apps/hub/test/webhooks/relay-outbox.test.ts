import { systemClock } from '../../src/clock';
import { newId } from '../../src/ids';
import { OutboxRepository } from '../../src/persistence/webhooks/outbox-repository';
import type { Located } from '../../src/located';
import { RelayOutbox } from '../../src/webhooks/relay-outbox';
import { openOrderWorld, settableClock, type OrderWorld } from '../support/order-world';

const clock = { ...settableClock(), sleep: systemClock.sleep };
let world: OrderWorld;

beforeAll(async () => {
  world = await openOrderWorld(clock);
}, 60_000);
afterAll(() => world.close());

const setUp = (add?: (rows: readonly Located[]) => Promise<void>) => {
  const queued: Located[] = [];
  const errors: unknown[] = [];
  const outbox = new OutboxRepository(world.directory, world.links, newId, clock);
  const queue = {
    room: async () => 1_000,
    add: add ?? (async (rows: readonly Located[]) => void queued.push(...rows)),
  };
  return {
    queued,
    errors,
    outbox,
    relay: new RelayOutbox(outbox, queue, clock, (error) => void errors.push(error)),
  };
};

test('what is committed is queued at once, and again should the queue lose it', async () => {
  const { relay, queued } = setUp();
  const [one, two] = [await world.addTenant(), await world.addTenant()];
  await world.placeOrder(one, '1');
  await world.placeOrder(two, '1');
  await relay.execute();
  expect(queued.map(({ tenantId }) => tenantId).sort()).toEqual([one.tenantId, two.tenantId].sort());
  queued.length = 0;
  await relay.execute();
  expect(queued).toEqual([]);
  clock.advance(60_000);
  await relay.execute();
  expect(queued).toHaveLength(2);
});

test('a queue that fails loses nothing', async () => {
  const tenant = await world.addTenant();
  await world.placeOrder(tenant, '1');
  const down = setUp(async () => Promise.reject(new Error('the queue is down')));
  down.relay.nudge();
  await down.relay.idle();
  expect(down.errors).toEqual([new Error('the queue is down')]);
  const { relay, queued } = setUp();
  await relay.execute();
  expect(queued.map(({ tenantId }) => tenantId)).toContain(tenant.tenantId);
});

test('a nudge while the relay runs is not lost', async () => {
  const tenant = await world.addTenant();
  await world.placeOrder(tenant, '1');
  const queued: Located[] = [];
  const { relay } = setUp(async (rows) => {
    if (queued.push(...rows) === 1) {
      await world.placeOrder(tenant, '2');
      relay.nudge();
    }
  });
  relay.nudge();
  await relay.idle();
  expect(queued).toHaveLength(2);
});

test('a run hands over all that is due, however unevenly the agents share a batch', async () => {
  const { relay, queued } = setUp();
  await relay.execute();
  queued.length = 0;
  const tenants = await Promise.all(['a', 'b', 'c'].map(() => world.addTenant()));
  // Of a batch of 500 each of three agents has 166 at most: 498 are fewer than asked for.
  for (let order = 1; order <= 170; order += 1) {
    await Promise.all(tenants.map((tenant) => world.placeOrder(tenant, String(order))));
  }
  await relay.execute();
  expect(queued).toHaveLength(510);
});
