import { createHmac } from 'node:crypto';
import { canvasAndCo } from '../src';
import { openShop, type Answer, type OpenShop } from './support/open-shop';

const SECRET = 'a secret of the shop and of the hub';
const NOW = new Date('2026-11-24T12:00:00Z');
const sign = (text: string, secret = SECRET) => createHmac('sha256', secret).update(text).digest('hex');

let open: OpenShop;

beforeEach(async () => {
  open = await openShop({ shop: { ...canvasAndCo, companion: { secret: SECRET } } });
  open.shop.clock.set(NOW);
});
afterEach(() => open.close());

/** Two totes to Texas at $5.99: 49.98 and 5.99, taxed at 8.25 % each by itself. */
const CLAIMS = {
  v: 1,
  session: 'cs_1',
  key: 'att_1:order',
  payment: 'pi_1',
  provider: 'stripe',
  total: '60.58',
  currency: 'USD',
  items: [['10', 2]],
  exp: Math.floor(NOW.getTime() / 1_000) + 60,
};

const address = {
  first_name: 'Ann',
  last_name: 'Lee',
  address_1: '1 Main St',
  city: 'Austin',
  state: 'TX',
  postcode: '78701',
  country: 'US',
};

async function checkOut(claims: object = {}, secret = SECRET): Promise<Answer> {
  const store = (path: string, body: object, token: unknown) =>
    open.ask('POST', `/wp-json/wc/store/v1/${path}`, body, { 'cart-token': String(token) });
  const { headers } = await open.ask('GET', '/wp-json/wc/store/v1/cart');
  const token = headers['cart-token'];
  await store('cart/add-item', { id: 10, quantity: 2 }, token);
  const proof = Buffer.from(JSON.stringify({ ...CLAIMS, ...claims })).toString('base64url');
  return store(
    'checkout',
    {
      billing_address: { ...address, email: 'ann@example.com' },
      shipping_address: address,
      payment_method: 'acp_hub',
      payment_data: [
        { key: 'acp_proof', value: proof },
        { key: 'acp_signature', value: sign(proof, secret) },
      ],
    },
    token,
  );
}

test('the gateway takes an order whose payment the hub proved, on hold until it is captured', async () => {
  const { status, body } = await checkOut();
  expect({ status, order: body.status }).toEqual({ status: 200, order: 'on-hold' });
  const { body: found } = await open.office('GET', 'wc-acp-hub/v1/orders?key=att_1:order');
  expect(found).toMatchObject([{ id: body.order_id, total: '60.58', created_via: 'acp_hub' }]);

  const payment = { reference: 'ch_1', provider: 'stripe', amount: '60.580', currency: 'USD' };
  const pay = (more: object = {}) =>
    open.office('POST', `wc-acp-hub/v1/orders/${body.order_id}/payment`, { ...payment, ...more });
  expect((await pay({ amount: '60.57' })).body.code).toBe('acp_hub_amount_mismatch');
  expect((await pay({ currency: 'EUR' })).body.code).toBe('acp_hub_amount_mismatch');
  expect((await pay()).body).toMatchObject({ status: 'processing', transaction_id: 'ch_1' });
  expect((await pay()).status).toBe(200);
  expect((await pay({ reference: 'ch_2' })).body.code).toBe('acp_hub_already_paid');
});

test.each([
  ['another sum', { total: '60.57' }, 'acp_hub_total_mismatch'],
  ['another currency', { currency: 'EUR' }, 'acp_hub_currency_mismatch'],
  ['other items', { items: [['10', 1]] }, 'acp_hub_items_mismatch'],
])('the gateway refuses an order of %s than was proved', async (_, claims, code) => {
  const { status, body } = await checkOut(claims);
  expect(status).toBe(400);
  expect(body.message).toMatch(new RegExp(`^${code}:`));
});

test.each([
  ['signed by somebody else', {}, 'another secret of thirty-two letters'],
  ['that has lapsed', { exp: Math.floor(NOW.getTime() / 1_000) - 1 }, SECRET],
  ['of another version', { v: 2 }, SECRET],
])('without the hub’s proof nobody finds the gateway: one %s', async (_, claims, secret) => {
  const { status, body } = await checkOut(claims, secret);
  expect({ status, code: body.code }).toEqual({
    status: 400,
    code: 'woocommerce_rest_checkout_payment_method_disabled',
  });
});

test('an attempt has one order', async () => {
  await checkOut();
  expect((await checkOut()).body.message).toMatch(/^acp_hub_key_used:/);
});

test('the shop proves that it knows the secret', async () => {
  const { body } = await open.office('GET', 'wc-acp-hub/v1/status?challenge=abc');
  expect(body).toEqual({ version: '1.0.0', enabled: true, proof: sign('status:abc') });
  expect((await open.ask('GET', '/wp-json/wc-acp-hub/v1/status')).status).toBe(401);
});

test('what is no order of the hub is not paid', async () => {
  const { body } = await open.office('POST', 'orders', { line_items: [{ product_id: 10 }] });
  const { status } = await open.office('POST', `wc-acp-hub/v1/orders/${body.id}/payment`, { reference: 'x' });
  expect(status).toBe(404);
});
