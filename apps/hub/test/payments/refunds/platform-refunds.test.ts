import type { MoneyDesk } from '../../../src/payments/refunds/ports';
import { openMoneyWorld, type MoneyWorld, type Shop } from '../../support/money-world';

let world: MoneyWorld;
let shop: Shop;

beforeAll(async () => {
  world = await openMoneyWorld({ leaseMs: 200 });
  shop = await world.openShop('atlas');
}, 90_000);
afterAll(() => world.close());

const sumOf = (rows: readonly { kind: string; amount: number }[], kind: string): number =>
  rows.filter((row) => row.kind === kind).reduce((sum, { amount }) => sum + amount, 0);

test('a partial refund in the back office is paid back once, and told', async () => {
  const order = await shop.sell();
  const news = await order.news();
  await world.office.refund(order.platformOrderId, 1_000);
  expect(await order.refresh()).toBe('changed');
  expect(await order.due()).toBe(true);
  expect(await order.follow()).toBe('settled');
  expect(order.payment()).toMatchObject({ refunded: 1_000 });
  expect(await order.refunds()).toMatchObject([{ source: 'platform', state: 'done', amount: 1_000 }]);
  expect(await order.state()).toMatchObject({
    amountRefunded: 1_000,
    adjustments: [{ type: 'partial_refund', status: 'completed', amount: 1_000 }],
  });
  const rows = await order.movements();
  expect(sumOf(rows, 'refund')).toBe(1_000);
  expect(rows.filter(({ kind }) => kind === 'refund')).toMatchObject([{ order_id: order.orderId }]);
  // Once that it is wanted and once that it is done.
  expect(await order.news()).toBe(news + 2);
});

test('a full refund is whole, and a second one of anything is the store’s to refuse', async () => {
  const order = await shop.sell();
  const { captured } = order.payment();
  await world.office.refund(order.platformOrderId);
  await order.catchUp();
  expect(order.payment()).toMatchObject({ refunded: captured });
  expect(await order.state()).toMatchObject({ amountRefunded: captured, adjustments: [{ type: 'refund' }] });
  expect((await world.office.refund(order.platformOrderId, 1)).ok).toBe(false);
});

test('reported three times, looked at three times and followed by five at once: one refund', async () => {
  const order = await shop.sell();
  await world.office.refund(order.platformOrderId, 700);
  await Promise.all([order.refresh(), order.refresh(), order.refresh()]);
  await Promise.all(Array.from({ length: 5 }, () => order.follow()));
  await order.catchUp();
  expect(order.payment().events.filter(({ type }) => type === 'refunded')).toMatchObject([{ amount: 700 }]);
  expect(await order.refunds()).toHaveLength(1);
});

test('two refunds at once are two, of equal amounts as well', async () => {
  const order = await shop.sell();
  await Promise.all([
    world.office.refund(order.platformOrderId, 500),
    world.office.refund(order.platformOrderId, 500),
  ]);
  await Promise.all([order.catchUp(), order.catchUp()]);
  await order.follow();
  expect(order.payment().events.filter(({ type }) => type === 'refunded')).toHaveLength(2);
  expect(await order.state()).toMatchObject({ amountRefunded: 1_000 });
});

test('what the merchant refunded at the provider as well is not refunded again', async () => {
  const order = await shop.sell();
  await world.refundAtSandbox('atlas', order.payment().id, 900);
  await world.office.refund(order.platformOrderId, 900);
  await order.catchUp();
  expect(order.payment()).toMatchObject({ refunded: 900 });
  expect(await order.refunds()).toMatchObject([{ source: 'platform', state: 'matched' }]);
  expect((await order.atPlatform()).refunds).toHaveLength(1);
});

test('more than is left of the charge is never sent, and a person is asked', async () => {
  const order = await shop.sell();
  const { captured, id } = order.payment();
  await world.refundAtSandbox('atlas', id, captured - 100);
  // The store does not know of it yet, and so allows it.
  await world.office.refund(order.platformOrderId, 500);
  await order.catchUp();
  expect(order.payment()).toMatchObject({ refunded: captured - 100 });
  const [manual] = (await order.refunds()).filter(({ state }) => state === 'manual');
  expect(manual).toMatchObject({ source: 'platform', amount: 500 });
  expect(manual?.why).toContain('only 100');
  const listed = (await world.manual.list(shop.tenantId)).filter(({ orderId }) => orderId === order.orderId);
  expect(listed).toMatchObject([{ refundId: manual?.refund_id, amount: 500, currency: 'USD' }]);

  const settlement = { note: 'bank transfer', paid: true, amount: 100, unverified: false };
  const settle = () => world.answer.settle(shop.tenantId, manual?.refund_id ?? '', settlement);
  expect(await settle()).toEqual({ kind: 'done' });
  expect(await settle()).toEqual({ kind: 'unknown' });
  expect(await order.state()).toMatchObject({ amountRefunded: captured });
  expect(sumOf(await order.movements(), 'refund')).toBe(captured);
});

test('a refund that a person could not settle by money has failed', async () => {
  const order = await shop.sell();
  const { captured, id } = order.payment();
  await world.refundAtSandbox('atlas', id, captured);
  await world.office.refund(order.platformOrderId, 500);
  await order.catchUp();
  const [manual] = (await order.refunds()).filter(({ state }) => state === 'manual');
  await world.answer.settle(shop.tenantId, manual?.refund_id ?? '', {
    note: 'entered in error',
    paid: false,
    unverified: false,
  });
  expect(await order.state()).toMatchObject({ amountRefunded: captured });
  expect(sumOf(await order.movements(), 'refund')).toBe(captured);
});

test('a cancelled order gets back what is left, and the store has it in its books', async () => {
  const order = await shop.sell();
  const { captured } = order.payment();
  await world.office.refund(order.platformOrderId, 300);
  await order.catchUp();
  await world.office.cancel(order.platformOrderId);
  await order.catchUp();
  expect(order.payment()).toMatchObject({ refunded: captured });
  const { refunds } = await order.atPlatform();
  expect(refunds.map(({ amount }) => amount)).toEqual([300, captured - 300]);
  // Its own report of what we wrote down asks for nothing.
  await order.catchUp();
  expect(order.payment()).toMatchObject({ refunded: captured });
  expect(await order.state()).toMatchObject({ amountRefunded: captured });
  expect((await order.shown()).status).toBe('canceled');
});

test('cancelled and refunded in the store at once: the money goes back once', async () => {
  const order = await shop.sell();
  const { captured } = order.payment();
  await world.office.cancel(order.platformOrderId);
  await order.refresh();
  await world.office.refund(order.platformOrderId);
  await Promise.all([order.catchUp(), order.catchUp()]);
  await order.catchUp();
  expect(order.payment()).toMatchObject({ refunded: captured });
  expect((await order.refunds()).filter(({ state }) => state === 'manual')).toEqual([]);
});

test.each([
  ['no answer after it was applied', 'after', 'hang'],
  ['no answer before', 'before', 'hang'],
  ['a connection that breaks', 'after', 'cut'],
] as const)('a provider with %s is asked again, and pays once', async (_, when, kind) => {
  const order = await shop.sell();
  await world.office.refund(order.platformOrderId, 400);
  await order.refresh();
  world.psp.faults.schedule({ method: 'POST', path: '/payments/*/refunds', when, effect: { kind } });
  // What was applied shows at the next look; what was not is sent again when its time comes.
  expect(await order.follow()).toBe(when === 'after' ? 'settled' : 'waiting');
  await untilSettled(order);
  expect(order.payment().events.filter(({ type }) => type === 'refunded')).toHaveLength(1);
  expect(await order.state()).toMatchObject({ amountRefunded: 400 });
});

test('a provider that is down is asked again later, and nothing is lost meanwhile', async () => {
  const order = await shop.sell();
  await world.office.refund(order.platformOrderId, 400);
  await order.refresh();
  world.psp.faults.schedule({
    path: '/payments/*',
    times: 'always',
    effect: { kind: 'answer', status: 503 },
  });
  expect(await order.follow()).toBe('provider_away');
  expect(await order.state()).toMatchObject({ amountRefunded: 0, adjustments: [{ status: 'pending' }] });
  world.psp.faults.clear();
  expect(await order.follow()).toBe('settled');
  expect(await order.state()).toMatchObject({ amountRefunded: 400 });
});

/** Follows until there is nothing to wait for; the waits are the refund's own. */
async function untilSettled(order: Awaited<ReturnType<Shop['sell']>>): Promise<void> {
  for (let rounds = 0; rounds < 200; rounds += 1) {
    if ((await order.follow()) === 'settled') return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Never settled: ${JSON.stringify(await order.refunds())}`);
}

/** A process that dies at its n-th write, before or after it, and lets its lease run out. */
function dyingDesk(desk: MoneyDesk, nth: number, when: 'before' | 'after'): MoneyDesk {
  let writes = 0;
  const died = () => Promise.reject(new Error('died'));
  let dead = false;
  return {
    due: (most) => desk.due(most),
    toCheck: (most) => desk.toCheck(most),
    take: (tenantId, orderId) => desk.take(tenantId, orderId),
    read: (turn) => desk.read(turn),
    putDown: (turn, rest) => (dead ? died() : desk.putDown(turn, rest)),
    async write(turn, stored, entry) {
      writes += 1;
      if (writes !== nth) return desk.write(turn, stored, entry);
      dead = true;
      if (when === 'after') await desk.write(turn, stored, entry);
      return died();
    },
  };
}

/** More writes than following a refund and a cancellation takes. */
const WRITES = [1, 2, 3, 4, 5, 6, 7, 8];

test.each(WRITES.flatMap((nth) => [[nth, 'before'] as const, [nth, 'after'] as const]))(
  'a process that dies at its write %i, %s it, is taken over, and nothing happens twice',
  async (nth, when) => {
    const order = await shop.sell();
    const { captured } = order.payment();
    await world.office.refund(order.platformOrderId, 300);
    await world.office.cancel(order.platformOrderId);
    await order.refresh();
    await expect(order.follow(dyingDesk(world.desk, nth, when))).rejects.toThrow('died');
    await untilSettled(order);
    await order.catchUp();
    expect(order.payment().events.filter(({ type }) => type === 'refunded')).toMatchObject([
      { amount: 300 },
      { amount: captured - 300 },
    ]);
    expect((await order.atPlatform()).refunds).toHaveLength(2);
    expect(sumOf(await order.movements(), 'refund')).toBe(captured);
    expect(await order.state()).toMatchObject({ amountRefunded: captured });
  },
);
