import type { OrderSnapshot } from '@acp-hub/commerce';
import type { Connector } from '@acp-hub/connector';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkAfterFailure, nextCheck } from '../../../src/payments/refunds/next-check';
import { memoryConnector } from '../../support/memory-connector';
import { openMoneyWorld, type MoneyWorld, type Shop } from '../../support/money-world';

/** A little longer than a connection is remembered. */
const HUBS_FOLLOW_MS = 5_500;

describe('record_only', () => {
  let world: MoneyWorld;
  let shop: Shop;
  beforeAll(async () => {
    world = await openMoneyWorld();
    shop = await world.openShop('recorder', { refunds: 'record_only' });
  }, 90_000);
  afterAll(() => world.close());

  test('a refund of the store is written down, and no money is moved', async () => {
    const order = await shop.sell();
    await world.office.refund(order.platformOrderId, 1_000);
    await order.catchUp();
    expect(order.payment()).toMatchObject({ refunded: 0 });
    expect(await order.refunds()).toMatchObject([{ source: 'platform', state: 'recorded' }]);
    expect(await order.state()).toMatchObject({
      amountRefunded: 1_000,
      adjustments: [{ status: 'completed' }],
    });
    expect((await order.movements()).filter(({ kind }) => kind === 'refund')).toMatchObject([
      { amount: 1_000 },
    ]);

    // The merchant then moves the money in the provider's dashboard: it is the same refund.
    await world.refundAtSandbox('recorder', order.payment().id, 1_000);
    await order.follow();
    expect((await order.movements()).filter(({ kind }) => kind === 'refund')).toHaveLength(1);
    expect(await order.state()).toMatchObject({ amountRefunded: 1_000 });
    expect((await order.atPlatform()).refunds).toHaveLength(1);
  });

  test('a cancellation moves nothing, and a refund at the provider is not written to the store', async () => {
    const order = await shop.sell();
    await world.refundAtSandbox('recorder', order.payment().id, 200);
    await order.follow();
    await world.office.cancel(order.platformOrderId);
    await order.catchUp();
    expect(order.payment()).toMatchObject({ refunded: 200 });
    expect((await order.atPlatform()).refunds).toEqual([]);
    expect(await order.state()).toMatchObject({ amountRefunded: 200 });
  });

  test('another policy holds for what is refunded from then on', async () => {
    const { tenantId, connectionId, ...turning } = await world.openShop('turning', {
      refunds: 'record_only',
    });
    const order = await turning.sell();
    await world.office.refund(order.platformOrderId, 500);
    await order.catchUp();
    const change = ['connection', 'change', connectionId, '--tenant', tenantId];
    expect(await world.hub([...change, '--refunds', 'follow_platform'])).toMatchObject({
      code: 0,
      error: '',
    });
    await sleep(HUBS_FOLLOW_MS);
    await world.office.refund(order.platformOrderId, 300);
    await order.catchUp();
    expect(order.payment()).toMatchObject({ refunded: 300 });
    expect(await order.state()).toMatchObject({ amountRefunded: 800 });
  });
});

describe('a store without refunds, whose orders are edited', () => {
  const shop = memoryConnector();
  const edits = new Map<string, Partial<OrderSnapshot>>();
  let version = 10;
  const edited: Connector = {
    ...shop.connector,
    connect: (config, context) => {
      const store = shop.connector.connect(config, context);
      return {
        ...store,
        getOrder: async (id) => ({ ...(await store.getOrder(id)), ...edits.get(id) }),
      };
    },
  };
  const edit = (id: string, change: Partial<OrderSnapshot>) =>
    edits.set(id, { ...change, version: (version += 1) });
  let world: MoneyWorld;
  let merchant: Shop;
  beforeAll(async () => {
    world = await openMoneyWorld({ connector: edited, environment: { HUB_POLL_SECONDS: '90' } });
    merchant = await world.openShop('editor');
  }, 90_000);
  afterAll(() => world.close());

  test('a lower total pays the difference back, once, and what was ordered stays', async () => {
    const order = await merchant.sell();
    const { captured } = order.payment();
    edit(order.platformOrderId, { total: captured - 300 });
    await Promise.all([order.catchUp(), order.catchUp()]);
    await order.catchUp();
    expect(order.payment()).toMatchObject({ refunded: 300 });
    expect(await order.refunds()).toMatchObject([{ source: 'price_adjustment', state: 'done', amount: 300 }]);
    edit(order.platformOrderId, { total: captured - 500 });
    await order.catchUp();
    expect(order.payment()).toMatchObject({ refunded: 500 });
    expect((await order.shown()).line_items).toMatchObject([{ quantity: { ordered: 2 } }]);
  });

  const editedAndRefunded = async (refundedAt: string) => {
    const order = await merchant.sell();
    const total = order.payment().captured - 300;
    edit(order.platformOrderId, { total, updatedAt: '2026-11-01T10:00:00Z' });
    await order.catchUp();
    const refunds = [{ id: `r-${order.orderId}`, amount: 300, items: [], occurredAt: refundedAt }];
    edit(order.platformOrderId, { total, refunds, updatedAt: refundedAt });
    await order.catchUp();
    return order;
  };

  test('an edit and a refund of its amount within the hour are one', async () => {
    const order = await editedAndRefunded('2026-11-01T11:00:00Z');
    expect(order.payment()).toMatchObject({ refunded: 300 });
    expect(await order.refunds()).toMatchObject([{ source: 'price_adjustment', state: 'done' }]);
    expect(await order.state()).toMatchObject({ amountRefunded: 300 });
  });

  test('a refund of an edit’s amount a week later is a case, and sent when a person says so', async () => {
    const order = await editedAndRefunded('2026-11-08T10:00:00Z');
    expect(order.payment()).toMatchObject({ refunded: 300 });
    const [first, asked] = await order.refunds();
    expect([first, asked]).toMatchObject([{ state: 'done' }, { source: 'platform', state: 'manual' }]);
    const hub = (command: string) => world.hub(['cases', command, asked!.refund_id, '--json']);
    const shown = (await hub('show')).json();
    expect(shown.why).toContain('as much as went back already by');
    expect(shown.why).toContain('on account of 2026-11-01T10:00:00Z');
    await hub('retry');
    await order.follow();
    expect(order.payment()).toMatchObject({ refunded: 600 });
    expect(await order.state()).toMatchObject({ amountRefunded: 600 });
  });

  test('a refund of an edit’s amount that was the same is settled, and nothing is sent', async () => {
    const order = await editedAndRefunded('2026-11-08T10:00:00Z');
    const [, asked] = await order.refunds();
    await world.hub(['cases', 'settle', asked!.refund_id, '--as', 'not_refunded', '--note', 'the same']);
    await order.catchUp();
    expect(order.payment()).toMatchObject({ refunded: 300 });
    expect(await order.state()).toMatchObject({ amountRefunded: 300 });
    expect(await order.refunds()).toMatchObject([{ state: 'done' }, { state: 'recorded' }]);
  });

  test('a higher total charges nothing, and is told', async () => {
    const order = await merchant.sell();
    const { captured } = order.payment();
    const payments = world.psp.payments().length;
    edit(order.platformOrderId, { total: captured + 250 });
    await order.catchUp();
    edit(order.platformOrderId, { total: captured + 250 });
    await order.catchUp();
    expect(order.payment()).toMatchObject({ captured, refunded: 0 });
    expect(world.psp.payments()).toHaveLength(payments);
    expect(await order.state()).toMatchObject({ raisedTotal: captured + 250 });
    const told = await world.rows('SELECT data FROM hub.order_timeline WHERE order_id = $1 AND kind = $2', [
      order.orderId,
      'total_raised',
    ]);
    expect(told).toMatchObject([{ data: { from: captured, to: captured + 250 } }]);
    edit(order.platformOrderId, { total: captured });
    await order.catchUp();
    expect(order.payment()).toMatchObject({ refunded: 0 });
  });

  test('a refund at the provider stays in the hub’s own books where the store keeps none', async () => {
    const order = await merchant.sell();
    await world.refundAtSandbox('editor', order.payment().id, 100);
    await order.follow();
    expect(await order.refunds()).toMatchObject([{ source: 'provider', state: 'recorded' }]);
    expect(await order.state()).toMatchObject({ amountRefunded: 100 });
  });

  test('what nobody reported is found by looking again', async () => {
    const order = await merchant.sell();
    await world.refundAtSandbox('editor', order.payment().id, 100);
    const isDue = async () => (await world.desk.toCheck(1_000)).some(({ id }) => id === order.orderId);
    expect(await isDue()).toBe(false);
    await world.rows(`UPDATE hub.orders SET payment_check_at = now() - interval '1 s' WHERE order_id = $1`, [
      order.orderId,
    ]);
    expect(await isDue()).toBe(true);
    await order.follow();
    expect(await isDue()).toBe(false);
    expect(await order.state()).toMatchObject({ amountRefunded: 100 });
  });

  test('the first look comes as soon as a store would be polled', async () => {
    const order = await merchant.sell();
    const [row] = await world.rows<{ wait: number }>(
      `SELECT extract(epoch FROM payment_check_at - updated_at)::float8 AS wait FROM hub.orders WHERE order_id = $1`,
      [order.orderId],
    );
    expect(row?.wait).toBe(90);
  });

  test('a provider that is away while a sale is young is looked at again soon', async () => {
    const order = await merchant.sell();
    world.psp.faults.schedule({ path: '/payments/*', effect: { kind: 'answer', status: 503 } });
    expect(await order.follow()).toBe('provider_away');
    const [row] = await world.rows<{ wait: number }>(
      `SELECT extract(epoch FROM payment_check_at - now())::float8 AS wait FROM hub.orders WHERE order_id = $1`,
      [order.orderId],
    );
    expect(row?.wait).toBeLessThan(120);
  });
});

test('looks become rarer with the order’s age, are at most a day apart, and end', () => {
  const createdAt = '2026-01-01T00:00:00.000Z';
  const hour = 60 * 60 * 1_000;
  const waitAt = (age: number) => {
    const now = new Date(Date.parse(createdAt) + age);
    const next = nextCheck({ createdAt } as Parameters<typeof nextCheck>[0], now, 60_000);
    return next && next.getTime() - now.getTime();
  };
  expect([0, hour, 10 * hour, 1_000 * hour].map(waitAt)).toEqual([60_000, hour / 2, 5 * hour, 24 * hour]);
  expect(waitAt(181 * 24 * hour)).toBeUndefined();
});

test('a look that came to nothing is tried again as soon as a further one would come, within five minutes', () => {
  const createdAt = '2026-01-01T00:00:00.000Z';
  const waitAt = (age: number, asked = 0, first = 60_000) => {
    const now = new Date(Date.parse(createdAt) + age);
    const order = { createdAt } as Parameters<typeof nextCheck>[0];
    return checkAfterFailure(order, now, first, asked).getTime() - now.getTime();
  };
  const minute = 60_000;
  expect([0, 4, 10, 600, 600 * 24 * 60].map((age) => waitAt(age * minute))).toEqual([
    minute,
    2 * minute,
    5 * minute,
    5 * minute,
    5 * minute,
  ]);
  expect(waitAt(0, 0, 1_000)).toBe(15_000);
  expect(waitAt(0, 30 * minute)).toBe(30 * minute);
});
