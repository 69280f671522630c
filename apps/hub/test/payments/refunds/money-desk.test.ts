import { newId } from '../../../src/ids';
import { newRefund } from '../../../src/payments/refunds/refund';
import { MoneyDeskRepository } from '../../../src/persistence/payments/money-desk-repository';
import { openOrderWorld, snapshotOf, type OrderWorld, type SampleTenant } from '../../support/order-world';
import { applySnapshot } from '@acp-hub/commerce';

let world: OrderWorld;
let tenant: SampleTenant;
const LEASE_MS = 60_000;

beforeAll(async () => {
  world = await openOrderWorld({ now: () => new Date() });
  tenant = await world.addTenant();
}, 60_000);
afterAll(() => world.close());

const deskOf = (leaseMs = LEASE_MS) =>
  new MoneyDeskRepository(world.directory, world.links, newId, world.clock, leaseMs);
const place = async (name: string) => (await world.placeOrder(tenant, name)).id;
const timesOf = async (orderId: string) => {
  const [row] = await world.rows<{ due: boolean | null; check: Date | null }>(
    'SELECT money_run_at <= now() AS due, payment_check_at AS check FROM hub.orders WHERE order_id = $1',
    [orderId],
  );
  return row!;
};
const reportedMeanwhile = (orderId: string) =>
  world.rows('UPDATE hub.orders SET money_run_at = now() WHERE order_id = $1', [orderId]);

test('an order’s money is one process’s at a time, and free again when it is put down', async () => {
  const desk = deskOf();
  const orderId = await place('one');
  const turns = await Promise.all(Array.from({ length: 8 }, () => desk.take(tenant.tenantId, orderId)));
  const [turn, ...others] = turns.filter((each) => each !== undefined);
  expect(others).toEqual([]);
  await desk.putDown(turn!, { waitMs: undefined, checkAt: undefined });
  expect(await desk.take(tenant.tenantId, orderId)).toMatchObject({ abandoned: false });
});

test('who lost its lease writes nothing any more', async () => {
  const orderId = await place('lost');
  const slow = await deskOf(1).take(tenant.tenantId, orderId);
  await world.rows('SELECT pg_sleep(0.01)');
  const desk = deskOf();
  const next = await desk.take(tenant.tenantId, orderId);
  expect([slow, next]).toMatchObject([{ abandoned: false }, { abandoned: true }]);
  const { stored } = await desk.read(next!);
  const entry = { opened: [newRefund('platform', 'r1', 100)] };
  await expect(desk.write(slow!, stored, entry)).resolves.toBe('lost');
  await expect(desk.write(next!, stored, entry)).resolves.toBe('written');
  const { books } = await desk.read(next!);
  expect(books.refunds).toMatchObject([{ source: 'platform', sourceReference: 'r1', amount: 100 }]);
  // Nor does it put down what is another's.
  await desk.putDown(slow!, { waitMs: undefined, checkAt: undefined });
  expect(await desk.take(tenant.tenantId, orderId)).toBeUndefined();
});

test('a refund of the same source is opened once, and a movement of the same reference is written once', async () => {
  const desk = deskOf();
  const orderId = await place('twice');
  const turn = await desk.take(tenant.tenantId, orderId);
  const { stored } = await desk.read(turn!);
  const movement = {
    kind: 'refund',
    amount: 100,
    currency: stored.order.currency,
    provider: 'psp',
    reference: 're_twice',
    at: stored.order.createdAt,
  } as const;
  const entry = { opened: [newRefund('platform', 'r1', 100)], movements: [movement] };
  await desk.write(turn!, stored, entry);
  await expect(desk.write(turn!, stored, entry)).rejects.toThrow(/unique/);
  await desk.write(turn!, stored, { movements: [movement] });
  const { books } = await desk.read(turn!);
  expect([books.refunds.length, books.movements.length]).toEqual([1, 1]);
});

test('nothing is written with an order that somebody else has written', async () => {
  const desk = deskOf();
  const orderId = await place('stale');
  const turn = await desk.take(tenant.tenantId, orderId);
  const { stored } = await desk.read(turn!);
  const change = applySnapshot(
    stored.order,
    snapshotOf('stale', { version: 2, status: 'canceled' }),
    world.clock.now(),
  );
  expect(await world.orders.storeChange(stored, change)).toBe('stored');
  const entry = { opened: [newRefund('cancellation', 'c1', 0)], change };
  expect(await desk.write(turn!, stored, entry)).toBe('version_changed');
  expect((await desk.read(turn!)).books.refunds).toEqual([]);
});

test('what is reported while somebody is at it is not forgotten', async () => {
  const desk = deskOf();
  const orderId = await place('meanwhile');
  const turn = await desk.take(tenant.tenantId, orderId);
  const { stored } = await desk.read(turn!);
  await reportedMeanwhile(orderId);
  await desk.write(turn!, stored, {});
  await desk.putDown(turn!, { waitMs: undefined, checkAt: undefined });
  expect((await timesOf(orderId)).due).toBe(true);
  const again = await desk.take(tenant.tenantId, orderId);
  await desk.putDown(again!, { waitMs: undefined, checkAt: undefined });
  expect((await timesOf(orderId)).due).toBeNull();
});

test('an order in hand is due again when its process dies, and a mere look is not the first in the queue again', async () => {
  const desk = deskOf();
  const orderId = await place('dies');
  await world.rows(`UPDATE hub.orders SET payment_check_at = now() - interval '1 day' WHERE order_id = $1`, [
    orderId,
  ]);
  await deskOf(1).take(tenant.tenantId, orderId);
  await world.rows('SELECT pg_sleep(0.01)');
  const times = await timesOf(orderId);
  expect(times.due).toBe(true);
  expect(times.check!.getTime()).toBeGreaterThan(Date.now() + 60_000);
  expect((await desk.due(1_000)).map(({ id }) => id)).toContain(orderId);
});
