import { canvasAndCo } from '../src';
import { openShop, type OpenShop } from './support/open-shop';

const START = new Date('2026-11-24T12:00:00Z');
const MINUTE = 60_000;

let open: OpenShop;
afterEach(() => open.close());

async function start(version: string): Promise<void> {
  open = await openShop({ shop: { ...canvasAndCo, version } });
  open.shop.clock.set(START);
  await open.ask('POST', '/admin/reset');
  await open.shop.runQueue();
}

async function orderBy(created_via: string): Promise<number> {
  const line_items = [{ product_id: 10, quantity: 1 }];
  return (await open.office('POST', 'orders', { created_via, line_items })).body.id;
}

const statusOf = async (id: number): Promise<string> =>
  (await open.office('GET', `orders/${id}`)).body.status;

async function after(minutes: number): Promise<void> {
  open.shop.clock.set(new Date(START.getTime() + minutes * MINUTE));
  await open.shop.runQueue();
}

test('a buyer’s order that stays unpaid is cancelled when stock is no longer held, with a note', async () => {
  await start('10.0.2');
  const order = await orderBy('checkout');
  await after(59);
  expect(await statusOf(order)).toBe('pending');
  await after(61);
  expect(await statusOf(order)).toBe('cancelled');
  const { body: notes } = await open.office('GET', `orders/${order}/notes`);
  expect(notes[0].note).toBe(
    'Unpaid order cancelled - time limit reached. Order status changed from Pending payment to Cancelled.',
  );
});

test('the shop looks only as often as it holds stock, so an order can stand nearly twice as long', async () => {
  await start('10.0.2');
  await after(5);
  const order = await orderBy('checkout');
  await after(61);
  await after(119);
  expect(await statusOf(order)).toBe('pending');
  await after(121);
  expect(await statusOf(order)).toBe('cancelled');
});

test.each([
  ['10.0.2', 'pending'],
  ['10.6.0', 'cancelled'],
])(
  'in %s an order of the Store API is then %s, and one of the REST API stands',
  async (version, expected) => {
    await start(version);
    const [ofStore, ofRest] = [await orderBy('store-api'), await orderBy('rest-api')];
    await after(61);
    expect([await statusOf(ofStore), await statusOf(ofRest)]).toEqual([expected, 'pending']);
  },
);

test('nothing is cancelled where stock is not held, or the order was touched since', async () => {
  await start('10.0.2');
  const [touched, untouched] = [await orderBy('checkout'), await orderBy('checkout')];
  await after(30);
  await open.office('PUT', `orders/${touched}`, { customer_note: 'Still there?' });
  await after(61);
  expect([await statusOf(touched), await statusOf(untouched)]).toEqual(['pending', 'cancelled']);
  await open.ask('PUT', '/admin/settings', { id: 'woocommerce_hold_stock_minutes', value: '0' });
  await after(500);
  expect(await statusOf(touched)).toBe('pending');
});
