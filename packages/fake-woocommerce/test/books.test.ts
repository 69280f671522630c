import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canvasAndCo } from '../src';
import { openShop, type OpenShop } from './support/open-shop';

let dataDir: string;
let open: OpenShop;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'fake-woocommerce-'));
  open = await openShop({ dataDir });
});
afterEach(async () => {
  await open.close();
  await rm(dataDir, { recursive: true });
});

const restart = async (): Promise<void> => {
  await open.close();
  open = await openShop({ dataDir });
};

const order = async () => {
  const line_items = [{ product_id: 10, quantity: 3 }];
  return (await open.office('POST', 'orders', { line_items, set_paid: true })).body;
};

test('orders, stock, settings and numbers outlast the process', async () => {
  const first = await order();
  await open.ask('PUT', '/admin/settings', { id: 'woocommerce_currency', value: 'EUR' });
  const { body: before } = await open.ask('GET', '/admin/books');
  await restart();
  expect((await open.ask('GET', '/admin/books')).body.orders).toEqual(before.orders);
  expect((await open.office('GET', `orders/${first.id}`)).body.total).toBe('80.41');
  expect((await open.office('GET', 'products/10')).body.stock_quantity).toBe(22);
  const second = await order();
  expect(second.id).toBe(first.id + 1);
  expect(second).toMatchObject({ currency: 'EUR', total: '80.41' });
});

test('carts outlast the process too, until sessions are forgotten', async () => {
  const { headers } = await open.ask('GET', '/wp-json/wc/store/v1/cart');
  const token = { 'cart-token': String(headers['cart-token']) };
  const count = async () =>
    (await open.ask('GET', '/wp-json/wc/store/v1/cart', undefined, token)).body.items_count;
  await open.ask('POST', '/wp-json/wc/store/v1/cart/add-item', { id: 10, quantity: 2 }, token);
  await restart();
  expect(await count()).toBe(2);
  await open.ask('POST', '/admin/forget-carts');
  expect(await count()).toBe(0);
});

test('the back door shows the books, and sets them back to how the shop was set up', async () => {
  const { id } = await order();
  const { body: before } = await open.ask('GET', '/admin/books');
  expect(before.orders).toMatchObject([{ id, status: 'processing', total: '80.41' }]);
  expect((await open.ask('POST', '/admin/reset')).status).toBe(204);
  const { body: after } = await open.ask('GET', '/admin/books');
  expect({ ...after, products: after.products.length }).toEqual({
    orders: [],
    refunds: [],
    products: 111,
    coupons: before.coupons,
    webhooks: [],
  });
  expect((await order()).id).toBe(id);
});

test('a plugin that comes or goes is there or not, whatever the books have', async () => {
  const gateway = async () => (await open.office('GET', 'payment_gateways/acp_hub')).status;
  expect(await gateway()).toBe(404);
  await open.close();
  open = await openShop({ dataDir, shop: { ...canvasAndCo, companion: { secret: 'x'.repeat(32) } } });
  expect(await gateway()).toBe(200);
  await restart();
  expect(await gateway()).toBe(404);
});

test('a setting without a value is refused', async () => {
  const { status, body } = await open.ask('PUT', '/admin/settings', { id: 'woocommerce_currency' });
  expect(status).toBe(400);
  expect(body.message).toContain('value');
});
