import { currency, itemId, sessionId, type QuoteRequest } from '@acp-hub/commerce';
import type { PlaceOrder } from '@acp-hub/connector';
import { customConnector } from '../src';
import { failureOf, openStoreWorld, type StoreWorld } from './support/store-world';

let world: StoreWorld;
let running: StoreWorld['running'];
let store: StoreWorld['store'];
let answerNext: StoreWorld['answerNext'];
let rawQuote: StoreWorld['rawQuote'];
beforeEach(async () => {
  world = await openStoreWorld();
  ({ running, store, answerNext, rawQuote } = world);
});
afterEach(() => world.close());

const request: QuoteRequest = {
  items: [{ id: itemId('ember-stove'), quantity: 1 }],
  currency: currency('USD'),
  coupons: [],
  address: {
    name: 'Ada Fields',
    lineOne: '548 Market St',
    city: 'San Francisco',
    state: 'CA',
    country: 'US',
    postalCode: '94104',
  },
};

async function orderOf(more: Partial<PlaceOrder> = {}): Promise<PlaceOrder> {
  const quote = await store.quote(request);
  return {
    idempotencyKey: 'key-1',
    sessionId: sessionId('cs_1'),
    request,
    reference: quote.reference!,
    expectedTotal: { amount: quote.total, currency: quote.currency },
    buyer: { email: 'ada@example.com', firstName: 'Ada', lastName: 'Fields' },
    marketingConsents: [{ channel: 'email', optedIn: true }],
    ...more,
  };
}

describe('quoting', () => {
  test('null means absent, as many stores have it', async () => {
    const quote = await rawQuote();
    answerNext('createQuote', { ...quote, chosen_option_id: null, default_option_id: null });
    expect(await store.quote(request)).not.toHaveProperty('chosenOption');
  });

  test('sums that do not add up are not passed on', async () => {
    const quote = await rawQuote();
    answerNext('createQuote', { ...quote, totals: { ...quote.totals, total: quote.totals.total - 1 } });
    const error = await failureOf(store.quote(request));
    expect(error).toMatchObject({ failure: { kind: 'config' }, outcome: 'not_applied' });
    expect(error.message).toContain('total = subtotal');
  });

  test('another currency than asked for is not passed on', async () => {
    answerNext('createQuote', { ...(await rawQuote()), currency: 'CAD' });
    expect((await failureOf(store.quote(request))).message).toContain('it is in CAD, and USD was asked for');
  });

  test('an answer that breaks the contract is named with its place', async () => {
    answerNext('createQuote', { ...(await rawQuote()), lines: [{ quantity: 1 }] });
    const error = await failureOf(store.quote(request));
    expect(error.failure).toEqual({ kind: 'config' });
    expect(error.message).toContain(
      'POST /quotes answered 200 with a body that breaks the contract at lines.0.item',
    );
  });

  test('a wrong address is told with its field', async () => {
    const address = { ...request.address!, country: 'Elsewhere' };
    expect((await failureOf(store.quote({ ...request, address }))).failure).toEqual({
      kind: 'rejected',
      reason: { code: 'invalid_address', field: 'country' },
    });
  });

  test('a wrong billing address is told apart from the delivery address', async () => {
    const order = await orderOf();
    const billingAddress = { ...request.address!, country: 'Elsewhere' };
    expect((await failureOf(store.placeOrder({ ...order, billingAddress }))).failure).toEqual({
      kind: 'rejected',
      reason: { code: 'invalid_address', field: 'country', address: 'billing' },
    });
  });

  test('stock messages point at their line', async () => {
    const items = [...request.items, { id: itemId('driftwood-hammock'), quantity: 1 }];
    const { messages } = await store.quote({ ...request, items });
    expect(messages).toEqual([
      {
        type: 'error',
        code: 'out_of_stock',
        param: '$.line_items[1]',
        content: 'Driftwood Hammock is sold out.',
        contentType: 'plain',
      },
    ]);
  });

  test('a region that is not served is the address’s fault', async () => {
    const address = { ...request.address!, country: 'CN' };
    const { messages } = await store.quote({ ...request, address });
    expect(messages).toMatchObject([{ code: 'region_restricted', param: '$.fulfillment_details.address' }]);
  });
});

describe('placing', () => {
  const booked = () => running.store.backOffice('cascade').orders();

  test('an expired quote is asked for again, and the order made', async () => {
    const order = await orderOf();
    running.clock.forward(11);
    const placed = await store.placeOrder(order);
    expect(await booked()).toMatchObject([{ id: placed.platformOrderId, consents: [{ opted_in: true }] }]);
  });

  test('an expired quote whose price changed is a changed price', async () => {
    const order = await orderOf();
    running.clock.forward(11);
    await running.store.backOffice('cascade').setPrice('ember-stove', 4000);
    const { failure, outcome } = await failureOf(store.placeOrder(order));
    expect(outcome).toBe('not_applied');
    expect(failure).toMatchObject({ kind: 'rejected', reason: { code: 'price_changed' } });
    expect(failure).toHaveProperty('reason.quote.lines.0.unitAmount', 4000);
  });

  test('without a reference a quote is asked for first', async () => {
    const { reference: _, ...order } = await orderOf();
    expect((await store.placeOrder(order)).total).toEqual(order.expectedTotal);
  });

  test('the same attempt with a newer quote is the order already made', async () => {
    const first = await store.placeOrder(await orderOf());
    const again = await store.placeOrder(await orderOf());
    expect(again.platformOrderId).toBe(first.platformOrderId);
    expect(await booked()).toHaveLength(1);
  });

  test('another attempt under the same key is rejected', async () => {
    await store.placeOrder(await orderOf());
    const two = { ...request, items: [{ id: itemId('ember-stove'), quantity: 2 }] };
    const { total, reference } = await store.quote(two);
    const other = await orderOf({
      request: two,
      reference: reference!,
      expectedTotal: { amount: total, currency: currency('USD') },
    });
    const { failure, outcome } = await failureOf(store.placeOrder(other));
    expect([failure, outcome]).toEqual([{ kind: 'rejected', reason: { code: 'other' } }, 'not_applied']);
  });

  test('an unreadable answer to a write leaves the outcome unknown', async () => {
    const order = await orderOf();
    answerNext('placeOrder', { id: 'half an order' }, 201);
    expect((await failureOf(store.placeOrder(order))).outcome).toBe('unknown');
  });

  test('a removed product is named', async () => {
    const order = await orderOf();
    await running.store.backOffice('cascade').removeProduct('ember-stove');
    expect((await failureOf(store.placeOrder(order))).failure).toEqual({
      kind: 'rejected',
      reason: { code: 'out_of_stock', items: ['ember-stove'] },
    });
  });

  test('a cancelled order says so when paid', async () => {
    const { platformOrderId, total } = await store.placeOrder(await orderOf());
    await store.cancelOrder(platformOrderId, { idempotencyKey: 'cancel-1', note: 'session ended' });
    const payment = { idempotencyKey: 'pay-1', provider: 'sandbox', reference: 'pay_1', amount: total };
    expect((await failureOf(store.confirmOrder(platformOrderId, payment))).failure).toEqual({
      kind: 'rejected',
      reason: { code: 'order_state', state: 'canceled' },
    });
  });
});

test('a quote the store has forgotten is asked for again before handing over', async () => {
  const { reference } = await store.quote(request);
  running.clock.forward(11);
  expect(await store.handOffUrl!(request, reference)).toMatch(/\/cascade\/baskets\/quo_/);
});

describe('configuration', () => {
  test.each([
    [{ base_url: 'shop.example', secret: 'x'.repeat(16) }, 'base_url'],
    [{ base_url: 'ftp://shop.example', secret: 'x'.repeat(16) }, 'base_url'],
    [{ base_url: 'https://shop.example', secret: 'short' }, 'secret'],
  ])('%j is refused at %s', (config, field) => {
    expect(customConnector.configSchema.safeParse(config).error?.issues[0]?.path).toEqual([field]);
  });
});
