import {
  order as orderSchema,
  orderPage,
  quote as quoteSchema,
  type WireOrder,
} from '@acp-hub/store-contract';
import { startStore, type HubSide, type RunningStore } from './support/running-store';

let running: RunningStore;
let hub: HubSide;
let address: object;
beforeEach(async () => {
  running = await startStore();
  hub = running.at('cascade');
  ({ address } = running.showcase('cascade'));
});
afterEach(() => running.close());

const available = async (itemId: string): Promise<number> =>
  (await hub.quote({ [itemId]: 1 })).lines[0]!.stock.available!;
const idsOf = (page: unknown): string[] => orderPage.parse(page).items.map(({ id }) => id);
const read = async (order: WireOrder): Promise<WireOrder> => (await hub.get(`/orders/${order.id}`)).body;

describe('placing', () => {
  test('holds goods and price for an hour, unpaid', async () => {
    const quote = await hub.quote({ 'bivouac-quilt': 2 }, { address, coupons: ['TRAIL10'] });
    const { status, body } = await hub.place(quote, { note: 'Leave at the door', shipping: address });
    expect(status).toBe(201);
    const order = orderSchema.parse(body);
    expect(order).toMatchObject({
      status: 'awaiting_payment',
      version: 1,
      number: 'CO-10001',
      held_until: '2026-11-23T10:00:00.000Z',
      totals: quote.totals,
      discounts: quote.discounts.applied,
      note: 'Leave at the door',
      option: { id: 'ground' },
    });
    expect(await available('bivouac-quilt')).toBe(1);
  });

  test('the same key and body is one order, told again', async () => {
    const quote = await hub.quote({ 'ember-stove': 1 }, { address });
    const first = await hub.place(quote, {}, 'key-1');
    const second = await hub.place(quote, {}, 'key-1');
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body).toEqual(first.body);
    expect(await running.store.backOffice('cascade').orders()).toHaveLength(1);
  });

  test('the same key is told again after the quote has expired', async () => {
    const quote = await hub.quote({ 'ember-stove': 1 }, { address });
    await hub.place(quote, {}, 'key-1');
    running.clock.forward(45);
    expect((await hub.place(quote, {}, 'key-1')).status).toBe(200);
  });

  test('ten copies at once are one order', async () => {
    const quote = await hub.quote({ 'ember-stove': 1 }, { address });
    const answers = await Promise.all(Array.from({ length: 10 }, () => hub.place(quote, {}, 'key-1')));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await available('ember-stove')).toBe(3999);
  });

  test('the same key with another body is a conflict', async () => {
    const quote = await hub.quote({ 'ember-stove': 1 }, { address });
    await hub.place(quote, {}, 'key-1');
    const { status, body } = await hub.place(quote, { note: 'other' }, 'key-1');
    expect(status).toBe(409);
    expect(body).toMatchObject({ type: 'invalid_request', code: 'idempotency_conflict' });
  });

  test('a refusal leaves the key free', async () => {
    const quote = await hub.quote({ 'ember-stove': 1 }, { address });
    const wrong = { expected_total: quote.totals.total - 1 };
    expect((await hub.place(quote, wrong, 'key-1')).status).toBe(409);
    expect((await hub.place(quote, {}, 'key-1')).status).toBe(201);
  });

  test('a changed price is answered with the new quote, which can be ordered', async () => {
    const quote = await hub.quote({ 'ember-stove': 1 }, { address });
    await running.store.backOffice('cascade').setPrice('ember-stove', 4295);
    const { status, body } = await hub.place(quote);
    expect(status).toBe(409);
    expect(body.code).toBe('price_changed');
    const current = quoteSchema.parse(body.quote);
    expect(current.lines[0]!.unit_amount).toBe(4295);
    expect((await hub.place(current)).status).toBe(201);
  });

  test('another address than the quoted one is priced anew', async () => {
    const quote = await hub.quote({ 'ember-stove': 1 }, { address });
    const { body } = await hub.place(quote, { shipping: { ...address, state: 'NY' } });
    expect(body).toMatchObject({ code: 'price_changed', quote: { totals: { tax: 180 + 32 } } });
  });

  test('missing goods are answered with their lines', async () => {
    const quote = await hub.quote({ 'bivouac-quilt': 3, 'ember-stove': 1 }, { address });
    await running.store.backOffice('cascade').setStock('bivouac-quilt', 1);
    const { status, body } = await hub.place(quote);
    expect(status).toBe(409);
    expect(body.code).toBe('out_of_stock');
    expect(body.lines).toHaveLength(1);
    expect(body.lines[0]).toMatchObject({
      quantity: 3,
      stock: { available: 1 },
      item: { id: 'bivouac-quilt' },
    });
  });

  test('a removed product cannot be ordered any more', async () => {
    const quote = await hub.quote({ 'ember-stove': 1 }, { address });
    await running.store.backOffice('cascade').removeProduct('ember-stove');
    expect((await hub.place(quote)).body.code).toBe('out_of_stock');
  });

  test('an expired or unknown quote is gone', async () => {
    const quote = await hub.quote({ 'ember-stove': 1 }, { address });
    running.clock.forward(31);
    expect(await hub.place(quote)).toMatchObject({ status: 410, body: { code: 'expired' } });
    expect((await hub.place({ ...quote, quote_id: 'quo_other' })).status).toBe(410);
  });

  test('what must be delivered needs an address, and one that is served', async () => {
    const nowhere = await hub.quote({ 'ember-stove': 1 });
    expect(await hub.place(nowhere)).toMatchObject({ status: 422, body: { code: 'address_required' } });
    const far = await hub.quote({ 'ember-stove': 1 }, { address: { ...address, country: 'BR' } });
    expect(await hub.place(far)).toMatchObject({ status: 422, body: { code: 'region_restricted' } });
  });

  test('thirty buyers race for three quilts: three get one', async () => {
    const quotes = await Promise.all(
      Array.from({ length: 30 }, () => hub.quote({ 'bivouac-quilt': 1 }, { address })),
    );
    const answers = await Promise.all(quotes.map((quote) => hub.place(quote)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(answers.filter(({ body }) => body.code === 'out_of_stock')).toHaveLength(27);
    expect(new Set(answers.flatMap(({ body }) => body.number ?? [])).size).toBe(3);
    expect(await available('bivouac-quilt')).toBe(0);
  });
});

describe('holds', () => {
  test('an order nobody pays is let go after an hour, with its goods', async () => {
    const order = await hub.order({ 'bivouac-quilt': 3 }, { address });
    running.clock.forward(59);
    expect(await available('bivouac-quilt')).toBe(0);
    running.clock.forward(1);
    expect(await available('bivouac-quilt')).toBe(3);
    expect(await read(order)).toMatchObject({
      status: 'canceled',
      cancel_reason: 'hold_expired',
      version: 2,
    });
    expect(await hub.pay(order)).toMatchObject({ status: 409, body: { code: 'order_canceled' } });
  });

  test('a paid order is never let go', async () => {
    const order = await hub.order({ 'ember-stove': 1 }, { address });
    await hub.pay(order);
    running.clock.forward(600);
    expect((await read(order)).status).toBe('confirmed');
  });
});

describe('paying', () => {
  test('makes the order confirmed, once', async () => {
    const order = await hub.order({ 'ember-stove': 1 }, { address });
    const paid = await hub.pay(order, {}, 'pay-1');
    expect(paid.status).toBe(200);
    expect(paid.body).toMatchObject({
      status: 'confirmed',
      version: 2,
      payment: { provider: 'sandbox', amount: order.totals.total, paid_at: '2026-11-23T09:00:00.000Z' },
    });
    expect(paid.body).not.toHaveProperty('held_until');
    expect((await hub.pay(order, {}, 'pay-1')).body).toEqual(paid.body);
    expect((await hub.pay(order, {}, 'pay-2')).body).toEqual(paid.body);
    expect((await hub.pay(order, { reference: 'another' })).body.code).toBe('order_state');
    expect((await hub.pay(order, { reference: 'another' }, 'pay-1')).body.code).toBe('idempotency_conflict');
  });

  test('of another sum is refused', async () => {
    const order = await hub.order({ 'ember-stove': 1 }, { address });
    const { status, body } = await hub.pay(order, { amount: order.totals.total - 1 });
    expect(status).toBe(409);
    expect(body).toMatchObject({ code: 'payment_mismatch', param: '$.amount' });
    expect((await read(order)).status).toBe('awaiting_payment');
  });

  test('after cancelling is refused', async () => {
    const order = await hub.order({ 'ember-stove': 1 }, { address });
    await hub.post(`/orders/${order.id}/cancel`, { reason: 'session ended' });
    expect(await hub.pay(order)).toMatchObject({ status: 409, body: { code: 'order_canceled' } });
  });

  test('hands over downloads at once', async () => {
    const order = await hub.order({ 'cascade-loop-maps': 1 });
    const { body } = await hub.pay(order);
    expect(body).toMatchObject({
      status: 'completed',
      shipments: [{ type: 'digital', status: 'delivered' }],
    });
    expect((await fetch(body.shipments[0].access_url)).status).toBe(200);
  });
});

describe('cancelling', () => {
  test('puts the goods back, once', async () => {
    const order = await hub.order({ 'bivouac-quilt': 2 }, { address });
    const first = await hub.post(`/orders/${order.id}/cancel`, { reason: 'session ended' });
    expect(first.body).toMatchObject({ status: 'canceled', cancel_reason: 'session ended', version: 2 });
    expect((await hub.post(`/orders/${order.id}/cancel`, { reason: 'again' })).body).toEqual(first.body);
    expect(await available('bivouac-quilt')).toBe(3);
  });

  test('what has shipped is refused', async () => {
    const order = await hub.order({ 'ember-stove': 1 }, { address });
    await hub.pay(order);
    await running.store.backOffice('cascade').ship(order.id);
    expect(await hub.post(`/orders/${order.id}/cancel`, { reason: 'late' })).toMatchObject({
      status: 409,
      body: { code: 'order_state' },
    });
  });
});

describe('making cheaper', () => {
  test('a paid order costs a tenth less, and what was paid stays as it was', async () => {
    const order = await hub.order({ 'ember-stove': 2 }, { address });
    const press = () => running.store.backOffice('cascade').discount(order.id);
    expect((await press()).ok).toBe(false);
    await hub.pay(order);
    expect((await press()).ok).toBe(true);
    const { totals, payment, version } = await read(order);
    expect(totals.total).toBe(order.totals.total - Math.floor(order.totals.total / 10));
    expect(totals.total).toBe(
      totals.subtotal - totals.discount + totals.fulfillment + totals.fee + totals.tax,
    );
    expect(payment).toMatchObject({ amount: order.totals.total });
    expect(version).toBeGreaterThan(order.version);
  });
});

describe('refunding', () => {
  const refund = { amount: 1000, items: [], restock: false, reason: 'late', reference: 're_1' };

  test('is written once per key', async () => {
    const order = await hub.order({ 'ember-stove': 2 }, { address });
    await hub.pay(order);
    const first = await hub.post(`/orders/${order.id}/refunds`, refund, 'refund-1');
    const second = await hub.post(`/orders/${order.id}/refunds`, refund, 'refund-1');
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body).toEqual(first.body);
    expect(first.body.refund).toMatchObject({ amount: 1000, reference: 're_1' });
    expect((await read(order)).refunds).toHaveLength(1);
  });

  test('never exceeds what was paid, nor what was bought', async () => {
    const order = await hub.order({ 'ember-stove': 2 }, { address });
    expect((await hub.post(`/orders/${order.id}/refunds`, refund)).body.code).toBe('order_state');
    await hub.pay(order);
    const all = { ...refund, amount: order.totals.total };
    expect(
      (await hub.post(`/orders/${order.id}/refunds`, { ...all, amount: all.amount + 1 })).body,
    ).toMatchObject({ code: 'refund_exceeds_paid', param: '$.amount' });
    const three = { ...refund, items: [{ id: 'ember-stove', quantity: 3 }] };
    expect((await hub.post(`/orders/${order.id}/refunds`, three)).body.param).toBe('$.items[0].quantity');
    expect((await hub.post(`/orders/${order.id}/refunds`, all)).status).toBe(201);
    expect((await hub.post(`/orders/${order.id}/refunds`, { ...refund, amount: 1 })).status).toBe(409);
  });

  test('puts goods back where asked, and not twice', async () => {
    const order = await hub.order({ 'ember-stove': 2 }, { address });
    await hub.pay(order);
    const one = { ...refund, restock: true, items: [{ id: 'ember-stove', quantity: 1 }] };
    await hub.post(`/orders/${order.id}/refunds`, one);
    expect(await available('ember-stove')).toBe(3999);
    const other = await hub.order({ 'ember-stove': 1 }, { address });
    await hub.pay(other);
    await hub.post(`/orders/${other.id}/cancel`, { reason: 'changed mind' });
    await hub.post(`/orders/${other.id}/refunds`, one);
    expect(await available('ember-stove')).toBe(3999);
  });
});

describe('coupons', () => {
  const rejections = async (coupons: string[], items: Record<string, number> = { 'ember-stove': 1 }) =>
    (await hub.quote(items, { address, coupons })).discounts.rejected.map(({ code, reason }) => [
      code,
      reason,
    ]);

  test('say why they do not count', async () => {
    expect(await rejections(['SUMMER25', 'FIRST100', 'BIGTRIP', 'WHAT', 'RAINYDAY'])).toEqual([
      ['SUMMER25', 'expired'],
      ['FIRST100', 'usage_limit_reached'],
      ['BIGTRIP', 'minimum_not_met'],
      ['WHAT', 'invalid'],
      ['RAINYDAY', 'invalid'],
    ]);
    expect(await rejections(['trail10', 'TRAIL10'])).toEqual([['TRAIL10', 'already_applied']]);
  });

  test('take off a percentage, a sum, or both one after the other', async () => {
    const { discounts, totals } = await hub.quote(
      { 'ember-stove': 2, 'tamarack-mug-cream': 1 },
      { address, coupons: ['TRAIL10', 'WELCOME5'] },
    );
    // 107.90 − 10.79 − 5.00 = 92.11
    expect(discounts.applied.map(({ amount, percent_off }) => [amount, percent_off])).toEqual([
      [1079, 10],
      [500, undefined],
    ]);
    expect(totals.subtotal).toBe(9211);
  });

  test('from a minimum on', async () => {
    const { discounts } = await hub.quote({ 'bivouac-quilt': 1 }, { address, coupons: ['BIGTRIP'] });
    expect(discounts.applied).toMatchObject([{ code: 'BIGTRIP', amount: 2500 }]);
  });

  test('of one product leave the others alone', async () => {
    const { lines } = await hub.quote({ 'switchback-m': 1, 'ember-stove': 1 }, { coupons: ['RAINYDAY'] });
    expect(lines.map(({ discount }) => discount)).toEqual([2980, 0]);
  });

  test('with a limit run out, and come back with a cancelled order', async () => {
    const orders: WireOrder[] = [];
    for (let use = 0; use < 3; use += 1)
      orders.push(await hub.order({ 'ember-stove': 1 }, { address, coupons: ['LASTCALL'] }));
    expect(await rejections(['LASTCALL'])).toEqual([['LASTCALL', 'usage_limit_reached']]);
    await hub.post(`/orders/${orders[0]!.id}/cancel`, { reason: 'x' });
    expect(await rejections(['LASTCALL'])).toEqual([]);
  });
});

describe('finding', () => {
  test('by the key it was placed under', async () => {
    const quote = await hub.quote({ 'ember-stove': 1 }, { address });
    const { body } = await hub.place(quote, {}, 'key/with?odd&signs');
    const found = await hub.get(`/orders?idempotency_key=${encodeURIComponent('key/with?odd&signs')}`);
    expect(idsOf(found.body)).toEqual([body.id]);
    expect((await hub.get('/orders?idempotency_key=other')).body).toEqual({ items: [] });
  });

  test('by number and e-mail, both or nothing', async () => {
    const { number } = await hub.order({ 'ember-stove': 1 }, { address });
    const by = async (email: string) => (await hub.get(`/orders?number=${number}&email=${email}`)).body.items;
    expect(await by('ADA@example.com')).toHaveLength(1);
    expect(await by('eve@example.com')).toHaveLength(0);
    expect((await hub.get(`/orders?number=${number}`)).status).toBe(400);
  });

  test('by change: pages lose no order, even one that changes meanwhile', async () => {
    const orders: WireOrder[] = [];
    for (let index = 0; index < 7; index += 1)
      orders.push(await hub.order({ 'tamarack-mug-cream': 1 }, { address }));
    const page = (cursor?: string) =>
      hub.get(`/orders?updated_since=2026-11-23T00:00:00Z&limit=3${cursor ? `&cursor=${cursor}` : ''}`);
    const first = (await page()).body;
    expect(idsOf(first)).toEqual(orders.slice(0, 3).map(({ id }) => id));
    await hub.pay(orders[0]!);
    const second = (await page(first.next_cursor)).body;
    const third = (await page(second.next_cursor)).body;
    expect(third).not.toHaveProperty('next_cursor');
    const seen = [...idsOf(second), ...idsOf(third)];
    expect(seen).toEqual([...orders.slice(3), orders[0]!].map(({ id }) => id));
    const all = idsOf((await hub.get('/orders?updated_since=2026-11-23T00:00:00Z')).body);
    expect(all).toEqual([...orders.slice(1), orders[0]!].map(({ id }) => id));
    running.clock.forward(5);
    expect((await hub.get('/orders?updated_since=2026-11-23T09:01:00Z')).body).toEqual({ items: [] });
  });
});

test('another merchant’s order does not exist here', async () => {
  const order = await hub.order({ 'ember-stove': 1 }, { address });
  const other = running.at('lindenhof');
  const unknown = await other.get('/orders/ord_unknown');
  const foreign = await other.get(`/orders/${order.id}`);
  expect(foreign.status).toBe(404);
  expect(String(foreign.body.message).replace(order.id, '')).toBe(
    String(unknown.body.message).replace('ord_unknown', ''),
  );
  expect((await other.pay(order)).status).toBe(404);
});
