import { commandLineOf } from '../../support/operator';
import { openMoneyWorld, type MoneyWorld, type Shop } from '../../support/money-world';

/** Everything by itself: the store's and Stripe's own reports, the queue, the workers. */
let world: MoneyWorld;
let shop: Shop;

beforeAll(async () => {
  world = await openMoneyWorld({ environment: { HUB_ROLE: 'all' } });
  shop = await world.openShop('whole', { provider: 'stripe' });
  await shop.listenToStripe();
  world.store.sendEventsTo('cascade', shop.ingressUrl);
}, 90_000);
afterAll(() => world.close());

type Order = Awaited<ReturnType<Shop['sell']>>;

async function until<Value>(read: () => Promise<Value>, isSo: (value: Value) => boolean): Promise<Value> {
  for (let rounds = 0; rounds < 150; rounds += 1) {
    const value = await read();
    if (isSo(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Never so: ${JSON.stringify(await read())}`);
}
const refundedIs = (order: Order, amount: number) =>
  until(order.state, ({ amountRefunded }) => amountRefunded === amount);

test('a refund in the back office and one at Stripe find their way by themselves', async () => {
  const order = await shop.sell();
  await world.office.refund(order.platformOrderId, 500);
  await refundedIs(order, 500);
  await shop.stripeCall('/v1/refunds', { payment_intent: order.intent().id, amount: '250' });
  await refundedIs(order, 750);
  await until(order.atPlatform, ({ refunds }) => refunds.length === 2);
  await until(order.refunds, (refunds) => refunds.every(({ state }) => state === 'done'));
  expect(world.stripe.books().refunds.map(({ amount }) => amount)).toEqual([500, 250]);
}, 60_000);

describe('hub ledger', () => {
  const operator = () => commandLineOf(world.database);

  test('shows every movement with what they add up to, by id and by number', async () => {
    const order = await shop.sell();
    await world.office.refund(order.platformOrderId, 500);
    await refundedIs(order, 500);
    const { number } = await order.atPlatform();
    const json = (
      await operator()(['ledger', '--tenant', shop.tenantId, '--order', number, '--json'])
    ).json();
    const { amount_received: total } = order.intent();
    const fee =
      world.stripe.books().balance.find(({ source }) => source === order.intent().latest_charge)?.fee ?? 0;
    expect(fee).toBeGreaterThan(0);
    expect(json).toMatchObject({
      order_id: order.orderId,
      totals: { USD: { captured: total, refunded: 500, fees: fee, disputed: 0, net: total - 500 - fee } },
      refunds: [{ source: 'platform', state: 'done', amount: 500 }],
    });
    expect(json.movements[json.movements.length - 1]).toMatchObject({ running: json.totals.USD });

    const table = await operator()(['ledger', '--tenant', shop.tenantId, '--order', order.orderId]);
    expect(table.out).toContain('AUTHORIZED');
    expect(table.out).toMatch(/refund +5\.00 +USD/);
    expect(table.out.split('\n').every((line) => line.length < 220)).toBe(true);
  }, 60_000);

  test('says what waits for a person, and knows no order of another merchant', async () => {
    const order = await shop.sell();
    await shop.stripeCall('/fake/disputes', { payment_intent: order.intent().id, reason: 'fraudulent' });
    await world.office.refund(order.platformOrderId, 500);
    await until(order.refunds, (refunds) => refunds.some(({ state }) => state === 'manual'));
    const { out } = await operator()(['ledger', '--tenant', shop.tenantId, '--order', order.orderId]);
    expect(out).toContain('manual');
    expect(out).toContain('nothing was sent');
    const other = await world.openShop('other');
    const foreign = await operator()(['ledger', '--tenant', other.tenantId, '--order', order.orderId]);
    expect(foreign).toMatchObject({ code: 1, out: '' });
    expect(foreign.error).toContain('has no order');
  }, 60_000);

  test('where the provider reports to is listed with the connection', async () => {
    const found = (await operator()(['connection', 'list', '--tenant', shop.tenantId, '--json'])).json();
    expect(shop.paymentIngressUrl).toBe(`${world.baseUrl}${found[0].payment_ingress_path}`);
    expect(found[0].payment_ingress_path).not.toBe(found[0].ingress_path);
  });
});
