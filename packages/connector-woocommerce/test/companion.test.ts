import { createHmac } from 'node:crypto';
import { currency, itemId, money, optionId, sessionId, type QuoteRequest } from '@acp-hub/commerce';
import type { ConnectorError, PaymentRecord, PlaceOrder } from '@acp-hub/connector';
import { confirmOrder } from '../src/orders/confirm-order';
import { findOrder } from '../src/placing/find-order';
import { placeOrder } from '../src/placing/place-order';
import { quoteAtShop } from '../src/quote/quote-at-shop';
import { cartOf, playing } from './support/carts';
import type { Json } from './support/recordings';
import { startTape, type Asked, type Tape, type Told } from './support/tape';

const companionSecret = 'a-shared-secret-of-at-least-32-letters';
const USD = currency('USD');

const request: QuoteRequest = {
  items: [{ id: itemId('10'), quantity: 2 }],
  currency: USD,
  coupons: [],
  option: optionId('flat_rate:1'),
  address: {
    name: 'Ann Lee',
    lineOne: '1 Market St',
    city: 'San Francisco',
    state: 'CA',
    country: 'US',
    postalCode: '94105',
  },
};

const cart = cartOf({
  lines: [{ id: 10, quantity: 2, price: '1000', subtotal: '2000' }],
  rates: [[{ id: 'flat_rate:1', price: '500', selected: true }]],
  total: '2500',
});

const wooOrder = (more: object = {}): Json => ({
  id: 173,
  number: '173',
  status: 'on-hold',
  currency: 'USD',
  total: '25.00',
  date_created_gmt: '2026-11-25T12:00:00',
  date_modified_gmt: '2026-11-25T12:00:00',
  date_paid_gmt: null,
  meta_data: [{ key: '_acp_hub_key', value: 'att_1:order' }],
  line_items: [{ id: 1, product_id: 10, variation_id: 0, quantity: 2, total: '20.00', total_tax: '0.00' }],
  ...more,
});

const accepted: Told = {
  body: {
    order_id: 173,
    payment_result: {
      payment_status: 'success',
      payment_details: [{ key: 'acp_order', value: JSON.stringify(wooOrder()) }],
    },
  },
};

const refusal = (status: number, code: string, message = 'No.', data: object = {}): Told => ({
  status,
  body: { code, message, data: { status, ...data } },
});

const order: PlaceOrder = {
  idempotencyKey: 'att_1:order',
  sessionId: sessionId('cs_1'),
  request,
  expectedTotal: money(2500, USD),
  authorization: { provider: 'stripe', reference: 'pi_1' },
  buyer: { email: 'ann@example.com' },
  shippingAddress: request.address!,
  marketingConsents: [],
};

let tape: Tape | undefined;
afterEach(async () => {
  await tape?.stop();
  tape = undefined;
});

/** A shop whose checkout answers these, one after another. */
const shopAnswering = async (
  answers: Told[],
  other: (asked: Asked) => Told | undefined = () => undefined,
) => {
  const play = playing(cart);
  tape = await startTape(
    (asked) => (asked.path === 'wc/store/v1/checkout' ? answers.shift() : (play(asked) ?? other(asked))),
    { companionSecret },
  );
  return tape.shop;
};
const paths = () => tape!.asked.map(({ method, path }) => `${method} ${path}`);

test('an order is placed in one call, with a proof of what was accepted and authorised', async () => {
  const shop = await shopAnswering([accepted]);
  const { reference } = await quoteAtShop(shop, request);
  const before = tape!.asked.length;
  const placed = await placeOrder(shop, { ...order, reference: reference! });
  expect(placed).toMatchObject({ platformOrderId: '173', snapshot: { status: 'created', paid: false } });
  expect(paths().slice(before)).toEqual(['POST wc/store/v1/checkout']);
  const { payment_method, payment_data } = tape!.asked.at(-1)!.body;
  const [proof, signature] = (payment_data as readonly Json[]).map(({ value }) => value);
  expect(payment_method).toBe('acp_hub');
  expect(signature).toBe(createHmac('sha256', companionSecret).update(proof).digest('hex'));
  expect(JSON.parse(Buffer.from(proof, 'base64url').toString())).toMatchObject({
    session: 'cs_1',
    key: 'att_1:order',
    payment: 'pi_1',
    provider: 'stripe',
    total: '25.00',
    currency: 'USD',
    items: [['10', 2]],
  });
});

test('a refused total is priced anew, and told as a change of price', async () => {
  const shop = await shopAnswering([
    refusal(400, 'woocommerce_rest_payment_error', 'acp_hub_total_mismatch: …'),
  ]);
  const { reference } = await quoteAtShop(shop, request);
  await expect(
    placeOrder(shop, { ...order, expectedTotal: money(2499, USD), reference: reference! }),
  ).rejects.toMatchObject({
    failure: { reason: { code: 'price_changed', quote: { total: 2500 } } },
    outcome: 'not_applied',
  });
});

test('a cart that is gone is filled again, and checked before it is checked out', async () => {
  const shop = await shopAnswering([refusal(409, 'woocommerce_rest_cart_empty'), accepted]);
  const { reference } = await quoteAtShop(shop, request);
  expect((await placeOrder(shop, { ...order, reference: reference! })).platformOrderId).toBe('173');
});

test.each([
  ['rest_invalid_param', { kind: 'rejected', reason: { code: 'invalid_address' } }],
  ['woocommerce_rest_checkout_payment_method_disabled', { kind: 'config' }],
  ['woocommerce_rest_payment_error', { kind: 'rejected', reason: { code: 'other' } }],
])('a shop that refuses again, by %s, is told for what it says', async (code, failure) => {
  const shop = await shopAnswering([refusal(400, code)]);
  await expect(placeOrder(shop, order)).rejects.toMatchObject({ failure, outcome: 'not_applied' });
});

test.each([
  ['billing', { details: { billing_address: { code: 'invalid_postcode' } } }, 'postal_code'],
  ['billing', { errors: { billing: ['Last name is required'] } }, undefined],
  [
    undefined,
    { errors: { shipping: ['ZIP Code is required'], billing: ['ZIP Code is required'] } },
    undefined,
  ],
  [
    undefined,
    {
      details: { billing_address: { code: 'invalid_state' }, shipping_address: { code: 'invalid_postcode' } },
    },
    'postal_code',
  ],
])('the address that is refused is named: %s by %j', async (address, data, field) => {
  const told = refusal(400, 'woocommerce_rest_invalid_address', 'No.', data);
  const reason = {
    code: 'invalid_address',
    ...(field !== undefined && { field }),
    ...(address !== undefined && { address }),
  };
  const billed = { ...order, billingAddress: { ...request.address!, city: 'Elsewhere' } };
  const refused = await placeOrder(await shopAnswering([told]), billed).catch((error: unknown) => error);
  expect((refused as ConnectorError).failure).toEqual({ kind: 'rejected', reason });
});

test('a checkout that fails, or answers something else, may have placed the order', async () => {
  for (const told of [{ status: 500, body: '<p>critical' }, { body: { order_id: 173 } }, { body: '<p>' }]) {
    const shop = await shopAnswering([told]);
    await expect(placeOrder(shop, order)).rejects.toMatchObject({ outcome: 'unknown' });
    await tape?.stop();
  }
  tape = undefined;
});

test('too many checkouts are waited for as long as the shop says', async () => {
  const limited = refusal(400, 'rate_limit_exceeded');
  const shop = await shopAnswering([{ ...limited, headers: { 'ratelimit-retry-after': '42' } }]);
  await expect(placeOrder(shop, order)).rejects.toMatchObject({
    failure: { kind: 'rate_limited', retryAfterMs: 42_000 },
    outcome: 'not_applied',
  });
});

test('a key that was used is looked up at the plugin before anything is placed', async () => {
  const shop = await shopAnswering([{ status: 502, body: '' }], ({ path }) =>
    path === 'wc-acp-hub/v1/orders' ? { body: [wooOrder()] } : undefined,
  );
  await expect(placeOrder(shop, order)).rejects.toMatchObject({ outcome: 'unknown' });
  const before = tape!.asked.length;
  expect((await placeOrder(shop, order)).platformOrderId).toBe('173');
  expect(paths().slice(before)).toEqual(['GET wc-acp-hub/v1/orders']);
  expect((await findOrder(shop, 'att_1:order'))?.platformOrderId).toBe('173');
  expect(await findOrder(shop, 'att_2:order')).toBeUndefined();
});

describe('the captured payment', () => {
  const payment: PaymentRecord = {
    idempotencyKey: 'att_1:confirm',
    provider: 'stripe',
    reference: 'pi_1',
    amount: money(2500, USD),
  };

  test('is recorded in one call', async () => {
    const paid = { status: 'processing', date_paid_gmt: '2026-11-25T12:00:01', transaction_id: 'pi_1' };
    const shop = await shopAnswering([], () => ({ body: wooOrder(paid) }));
    expect(await confirmOrder(shop, '173', payment)).toMatchObject({ paid: true, status: 'confirmed' });
    expect(paths()).toEqual(['POST wc-acp-hub/v1/orders/173/payment']);
    expect(tape!.asked[0]!.body).toMatchObject({ reference: 'pi_1', amount: '25.00', currency: 'USD' });
  });

  test.each([
    ['acp_hub_unknown_order', 404, { code: 'order_not_found' }],
    ['acp_hub_order_state', 409, { code: 'order_state', state: 'cancelled' }],
    ['acp_hub_already_paid', 409, { code: 'order_state', state: 'paid' }],
    ['acp_hub_amount_mismatch', 409, { code: 'amount_mismatch' }],
  ])('refused by %s is told apart', async (code, status, reason) => {
    const shop = await shopAnswering([], () => refusal(status, code, 'No.', { state: 'cancelled' }));
    await expect(confirmOrder(shop, '173', payment)).rejects.toMatchObject({
      failure: { kind: 'rejected', reason },
      outcome: 'not_applied',
    });
  });
});
