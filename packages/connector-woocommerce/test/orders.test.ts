import { currency, itemId, money, sessionId } from '@acp-hub/commerce';
import type { PaymentRecord, PlaceOrder } from '@acp-hub/connector';
import { order as orderSchema } from '../src/orders/order-schema';
import { readOrder } from '../src/orders/read-order';
import { refundOrder } from '../src/orders/refund-order';
import { confirmOrder } from '../src/orders/confirm-order';
import { getOrder } from '../src/orders/get-order';
import { placeOrder } from '../src/placing/place-order';
import { parseWebhook } from '../src/webhooks/parse';
import { describeRecorded, type Recordings } from './support/recordings';
import { startTape, type Asked, type Tape, type Told } from './support/tape';

const USD = currency('USD');
const cartScenario = '12-store-checkout-cod';

const address = {
  name: 'Ann Lee',
  lineOne: '1 Market St',
  city: 'San Francisco',
  state: 'CA',
  country: 'US',
  postalCode: '94105',
};

const order: PlaceOrder = {
  idempotencyKey: 'att_1:order',
  sessionId: sessionId('cs_1'),
  request: {
    items: [
      { id: itemId('10'), quantity: 2 },
      { id: itemId('18'), quantity: 1 },
    ],
    currency: USD,
    coupons: ['SAVE10'],
    buyer: { email: 'ann@example.com' },
    address,
  },
  expectedTotal: money(6870, USD),
  buyer: { email: 'ann@example.com' },
  shippingAddress: address,
  marketingConsents: [],
};

const payment: PaymentRecord = {
  idempotencyKey: 'att_1:confirm',
  provider: 'sandbox',
  reference: 'txn_002',
  amount: money(6870, USD),
};

const recordedOrder = (recordings: Recordings, step: string) => recordings.step(step).response.body;

/** The shop of the recordings, with its books in a test's hands. */
const playShop =
  (recordings: Recordings, books: (asked: Asked) => Told | undefined) =>
  (asked: Asked): Told | undefined => {
    const cart = recordings.step(`${cartScenario}/new-cart`).response;
    if (asked.path === 'wc/store/v1/cart')
      return { headers: { 'cart-token': cart.headers['Cart-Token']! }, body: cart.body };
    if (asked.path === 'wc/store/v1/batch') {
      const parts = ['add-tote', 'add-tee', 'ca', 'save10'];
      const responses = parts.map((part) => recordings.step(`${cartScenario}/${part}`).response);
      return { status: 207, body: { responses } };
    }
    return books(asked);
  };

describeRecorded('orders, as the live shop answered', (recordings) => {
  let tape: Tape | undefined;
  afterEach(async () => {
    await tape?.stop();
    tape = undefined;
  });

  const unpaid = () => recordedOrder(recordings, '14-order-create-then-paid/create-unpaid');
  const paid = () => recordedOrder(recordings, '14-order-create-then-paid/set-paid');

  test('an order is placed as the cart was, unpaid, and comes to the same', async () => {
    tape = await startTape(
      playShop(recordings, ({ method, path }) =>
        method === 'POST' && path === 'wc/v3/orders' ? { status: 201, body: unpaid() } : undefined,
      ),
    );
    const placed = await placeOrder(tape.shop, order);
    expect(placed).toMatchObject({
      platformOrderId: '173',
      total: { amount: 6870, currency: 'USD' },
      snapshot: { status: 'created', paid: false, total: 6870 },
    });
    expect(tape.asked.at(-1)!.body).toMatchObject({
      status: 'pending',
      set_paid: false,
      created_via: 'acp_hub',
      line_items: [
        { product_id: 10, quantity: 2 },
        { product_id: 18, quantity: 1 },
      ],
      shipping_lines: [
        { method_id: 'flat_rate', instance_id: '1', method_title: 'Flat rate', total: '5.99' },
      ],
      coupon_lines: [{ code: 'save10' }],
      shipping: { state: 'CA', country: 'US', postcode: '94105' },
      billing: { state: 'CA', email: 'ann@example.com' },
    });
  });

  test('an order that comes to one cent more is deleted, and nothing can be captured', async () => {
    tape = await startTape(
      playShop(recordings, ({ method, path }) => {
        if (method === 'POST' && path === 'wc/v3/orders')
          return { status: 201, body: { ...unpaid(), total: '68.71' } };
        return method === 'DELETE' ? { body: unpaid() } : undefined;
      }),
    );
    await expect(placeOrder(tape.shop, order)).rejects.toMatchObject({
      failure: { kind: 'rejected', reason: { code: 'amount_mismatch' } },
      outcome: 'not_applied',
    });
    expect(tape.asked.at(-1)).toMatchObject({ method: 'DELETE', path: 'wc/v3/orders/173' });
  });

  test('a coupon that WooCommerce refuses leaves no draft behind', async () => {
    const refusal = recordings.step('15-order-create-errors/coupon-used-up').response;
    tape = await startTape(
      playShop(recordings, ({ method, path }) => {
        if (method === 'POST' && path === 'wc/v3/orders') return refusal;
        return method === 'DELETE' ? { body: unpaid() } : undefined;
      }),
    );
    await expect(placeOrder(tape.shop, order)).rejects.toMatchObject({
      failure: { kind: 'rejected', reason: { code: 'price_changed' } },
      outcome: 'not_applied',
    });
    expect(tape.asked.at(-1)).toMatchObject({
      method: 'DELETE',
      path: `wc/v3/orders/${refusal.body.data.new_draft_order_id}`,
    });
  });

  test('a buyer who accepted another sum gets no order', async () => {
    tape = await startTape(playShop(recordings, () => undefined));
    const other = { ...order, expectedTotal: money(6869, USD) };
    await expect(placeOrder(tape.shop, other)).rejects.toMatchObject({
      failure: { kind: 'rejected', reason: { code: 'price_changed', quote: { total: 6870 } } },
    });
    expect(tape.asked.filter(({ path }) => path === 'wc/v3/orders')).toEqual([]);
  });

  test('paying looks first, and pays once', async () => {
    let isPaid = false;
    tape = await startTape(({ method }) => {
      if (method === 'PUT') isPaid = true;
      return { body: isPaid ? paid() : unpaid() };
    });
    const snapshots = [
      await confirmOrder(tape.shop, '173', payment),
      await confirmOrder(tape.shop, '173', payment),
    ];
    expect(snapshots.map(({ paid, status }) => [paid, status])).toEqual([
      [true, 'confirmed'],
      [true, 'confirmed'],
    ]);
    expect(tape.asked.filter(({ method }) => method === 'PUT').map(({ body }) => body)).toEqual([
      { set_paid: true, transaction_id: 'txn_002' },
    ]);
  });

  test('a payment one cent short is not written', async () => {
    tape = await startTape(() => ({ body: unpaid() }));
    const short = { ...payment, amount: money(6869, USD) };
    await expect(confirmOrder(tape.shop, '173', short)).rejects.toMatchObject({
      failure: { reason: { code: 'amount_mismatch' } },
    });
    expect(tape.asked.map(({ method }) => method)).toEqual(['GET']);
  });

  test('refunds are read with their lines, and more units than were ordered are refused', async () => {
    const refund = recordings.step('18-refunds/partial-one-tote-restock').response.body;
    const own = { ...paid(), refunds: [{ id: refund.id, total: '-26.80' }] };
    own.line_items[0].id = 106;
    tape = await startTape(({ path }) => ({ body: path.endsWith('/refunds') ? [refund] : own }));
    const { refunds } = await getOrder(tape.shop, '173');
    expect(refunds).toEqual([
      {
        id: '174',
        amount: 2680,
        items: [{ itemId: '10', quantity: 1 }],
        reason: 'One tote back',
        occurredAt: '2026-11-23T17:16:13.000Z',
      },
    ]);
    const twoMore = {
      idempotencyKey: 'r1',
      amount: money(100, USD),
      items: [{ itemId: '10', quantity: 2 }],
      restock: true,
    };
    await expect(refundOrder(tape.shop, '173', twoMore)).rejects.toMatchObject({
      failure: { kind: 'rejected' },
      message: expect.stringContaining('Of item 10 1 can be refunded'),
    });
    expect(tape.asked.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  test('every recorded status is one of the hub’s', () => {
    const scenarios = ['12-store-checkout-cod', '14-order-create-then-paid', '17-order-lifecycle'];
    const seen = scenarios
      .flatMap((scenario) => recordings.all(scenario))
      .flatMap(({ response }) => (Array.isArray(response.body) ? response.body : [response.body]))
      .filter((body) => typeof body?.status === 'string' && body.id !== undefined && body.topic === undefined)
      // Many answers were asked for in part; what they leave out is an order's as it comes.
      .map((body) => orderSchema.parse({ ...unpaid(), date_paid_gmt: null, ...body }))
      .map((own) => [own.status, readOrder(own, { refunds: [], shipments: [] }).status] as const);
    expect(Object.fromEntries(seen)).toEqual({
      'checkout-draft': 'created',
      pending: 'created',
      processing: expect.stringMatching(/^(confirmed|created)$/),
      completed: 'shipped',
      cancelled: 'canceled',
      failed: 'canceled',
      'on-hold': 'manual_review',
      trash: 'canceled',
    });
  });

  test('every delivery that the live shop signed is authentic, and none with another secret', () => {
    const deliveries = recordings
      .all('19-webhooks')
      .filter(({ direction, request }) => direction === 'store-to-sink' && request.raw_body !== undefined);
    const lower = (headers: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const seen = deliveries.map(({ request, secret }) => {
      const webhook = {
        headers: lower(request.headers),
        body: Buffer.from(request.raw_body ?? ''),
        receivedAt: new Date(),
      };
      const isPing = webhook.body.toString().startsWith('webhook_id=');
      return {
        isPing,
        event: parseWebhook(webhook, secret ?? ''),
        forged: parseWebhook(webhook, 'another'),
      };
    });
    const pings = seen.filter(({ isPing }) => isPing);
    const signed = seen.filter(({ isPing }) => !isPing);
    expect(pings.length).toBeGreaterThan(0);
    expect(pings.map(({ event }) => event?.subject.kind)).toEqual(pings.map(() => 'none'));
    expect(signed.length).toBeGreaterThan(10);
    expect(signed.filter(({ event }) => event === undefined)).toEqual([]);
    expect(signed.filter(({ forged }) => forged !== undefined)).toEqual([]);
    expect(signed.filter(({ event }) => event?.subject.kind === 'order').length).toBeGreaterThan(5);
    const ids = signed.map(({ event }) => event?.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
