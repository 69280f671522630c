import { createHmac } from 'node:crypto';
import { openMoneyWorld, type MoneyWorld, type Shop } from '../../support/money-world';

/** The store sends nothing by itself and is not polled: what the hub learns it learns by these reports. */
let world: MoneyWorld;
let shop: Shop;

beforeAll(async () => {
  world = await openMoneyWorld({ environment: { HUB_ROLE: 'all', HUB_POLL_SECONDS: '3600' } });
  shop = await world.openShop('reported');
}, 90_000);
afterAll(() => world.close());

const now = () => Math.floor(Date.now() / 1_000);
const signed = (body: string, by: { readonly secret?: string; readonly seconds?: number } = {}): string => {
  const { secret = world.storeSecret, seconds = now() } = by;
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
};
const report = async (body: string, signature: string): Promise<number> =>
  (
    await fetch(shop.ingressUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'store-signature': signature },
      body,
    })
  ).status;

type Order = Awaited<ReturnType<Shop['sell']>>;

async function refunded(amount: number): Promise<Order> {
  const order = await shop.sell();
  await world.office.refund(order.platformOrderId, amount);
  return order;
}
const bodyOf = ({ platformOrderId }: Order, id: string) =>
  JSON.stringify({ id, order: { id: platformOrderId } });
const known = (id: string) => world.rows('SELECT 1 FROM hub.platform_events WHERE event_id = $1', [id]);

async function untilRefunded(order: Order, amount: number): Promise<void> {
  for (let rounds = 0; rounds < 150; rounds += 1) {
    if ((await order.state()).amountRefunded === amount) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Never refunded: ${JSON.stringify(await order.refunds())}`);
}

test('a forged report of the store is refused, and nobody looks for the refund behind it', async () => {
  const order = await refunded(500);
  const body = bodyOf(order, 'evt_forged');
  for (const signature of [
    signed(body, { secret: 'a guess of somebody else' }),
    signed(body.replace('evt_forged', 'evt_other')),
    signed(body, { seconds: now() - 301 }),
    'v1=,t=',
    '',
  ])
    expect(await report(body, signature)).toBe(401);
  expect(await known('evt_forged')).toEqual([]);
  expect(await order.refunds()).toEqual([]);
  expect(order.payment()).toMatchObject({ refunded: 0 });
});

test('a report that is played again is known, and pays nothing a second time', async () => {
  const order = await refunded(500);
  const body = bodyOf(order, 'evt_played');
  const signature = signed(body);
  expect(await report(body, signature)).toBe(202);
  await untilRefunded(order, 500);
  const books = await order.movements();
  expect(await Promise.all([report(body, signature), report(body, signature)])).toEqual([200, 200]);
  expect(await report(body, signed(body, { seconds: now() + 1 }))).toBe(200);
  await order.catchUp();
  expect(order.payment().events.filter(({ type }) => type === 'refunded')).toMatchObject([{ amount: 500 }]);
  expect(await order.movements()).toEqual(books);
});
