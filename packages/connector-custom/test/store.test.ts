import { currency, itemId, sessionId, type QuoteRequest } from '@acp-hub/commerce';
import { ConnectorError, type LeftOut, type PlaceOrder, type Store } from '@acp-hub/connector';
import { createInProcessContext, createTransport, type OwnedTransport } from '@acp-hub/connector-http';
import { productPage, signBody, type WireProduct } from '@acp-hub/store-contract';
import { secretOf, startStore, type RunningStore } from '../../../apps/demo-store/test/support/running-store';
import { customConnector } from '../src';

let running: RunningStore;
let transport: OwnedTransport;
let store: Store;
beforeEach(async () => {
  running = await startStore({ quoteMinutes: 10 });
  transport = createTransport({ allowPrivateAddresses: true, allowPlainHttp: true, deadlineMs: 3000 });
  store = connect();
});
afterEach(async () => {
  await transport.close();
  await running.close();
});

const connect = (secret = secretOf('cascade'), path = '/cascade'): Store =>
  customConnector.connect(
    { base_url: running.url + path, secret },
    createInProcessContext({ transport, clock: running.clock }),
  );

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

const failureOf = async (work: Promise<unknown>): Promise<ConnectorError> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ConnectorError)) throw new Error(`No ConnectorError, but ${String(error)}.`);
  return error;
};

const answerNext = (
  operation: 'createQuote' | 'placeOrder' | 'getStore' | 'listProducts',
  body: unknown,
  status = 200,
) => running.faults.inject('cascade', operation, { kind: 'answer', status, body });

async function rawQuote() {
  return running.at('cascade').quote({ 'ember-stove': 1 });
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

test('variants of many ids come in several requests, each once', async () => {
  const { body } = await running.at('cascade').get('/products?limit=100');
  const ids = productPage.parse(body).items.flatMap(({ variants }) => variants.map(({ id }) => itemId(id)));
  const asked = [...ids, ...Array.from({ length: 120 }, (_, index) => itemId(`unknown-${index}`)), ids[0]!];
  const found = await store.getVariants(asked);
  expect(found.map(({ id }) => id).sort()).toEqual([...ids].sort());
});

test('the catalogue keeps whatever a store says of a product', async () => {
  const variant = {
    id: 'coat-s',
    title: 'Coat – S',
    description: 'The small one.',
    price: 20000,
    sale_price: 15000,
    sale_price_from: '2026-11-01T00:00:00Z',
    sale_price_until: '2026-12-01T00:00:00Z',
    stock: { status: 'pre_order' },
    available_from: '2027-01-01T00:00:00Z',
    options: [{ name: 'Size', value: 'S' }],
    attributes: [{ name: 'Colour', value: 'Loden' }],
    condition: 'refurbished',
    weight: { value: 1.2, unit: 'kg' },
    dimensions: { length: 90, unit: 'cm' },
    image_urls: [],
    requires_shipping: true,
    is_digital: false,
  };
  answerNext('listProducts', {
    items: [
      {
        id: 'coat',
        title: 'Coat',
        description: 'Warm.',
        url: 'https://shop.example/coat',
        categories: ['Clothing', 'Coats'],
        further_categories: [['Winter']],
        image_urls: [],
        currency: 'EUR',
        language: 'de',
        attributes: [{ name: 'Material', value: 'Wool' }],
        updated_at: '2026-11-01T00:00:00Z',
        variants: [variant],
      },
    ],
    deleted_ids: [],
  });
  const { items } = await store.listProducts({});
  expect(items).toEqual([
    {
      id: 'coat',
      title: 'Coat',
      description: 'Warm.',
      url: 'https://shop.example/coat',
      categories: ['Clothing', 'Coats'],
      furtherCategories: [['Winter']],
      imageUrls: [],
      language: 'de',
      attributes: [{ name: 'Material', value: 'Wool' }],
      updatedAt: '2026-11-01T00:00:00Z',
      variants: [
        {
          id: 'coat-s',
          productId: 'coat',
          title: 'Coat – S',
          description: 'The small one.',
          price: { amount: 20000, currency: 'EUR' },
          salePrice: { amount: 15000, currency: 'EUR' },
          salePriceFrom: '2026-11-01T00:00:00Z',
          salePriceUntil: '2026-12-01T00:00:00Z',
          stock: { status: 'pre_order' },
          availableFrom: '2027-01-01T00:00:00Z',
          options: [{ name: 'Size', value: 'S' }],
          attributes: [{ name: 'Colour', value: 'Loden' }],
          condition: 'refurbished',
          weight: { value: 1.2, unit: 'kg' },
          dimensions: { length: 90, unit: 'cm' },
          imageUrls: [],
          requiresShipping: true,
          isDigital: false,
        },
      ],
    },
  ]);
});

test('a quote the store has forgotten is asked for again before handing over', async () => {
  const { reference } = await store.quote(request);
  running.clock.forward(11);
  expect(await store.handOffUrl!(request, reference)).toMatch(/\/cascade\/baskets\/quo_/);
});

describe('check', () => {
  test('of a good store', async () => {
    expect(await store.check()).toEqual({
      ok: true,
      facts: { name: 'Cascade Outfitters', currency: 'USD', pricesIncludeTax: false },
      findings: [],
    });
  });

  const findings = async (candidate: Store) => {
    const { ok, findings } = await candidate.check();
    return {
      ok,
      codes: findings.map(({ code }) => code),
      text: findings.map(({ message }) => message).join(),
    };
  };

  test('with a wrong secret', async () => {
    expect(await findings(connect('not the secret of cascade'))).toMatchObject({
      ok: false,
      codes: ['credentials_rejected'],
    });
  });

  test('with a clock that is wrong', async () => {
    const late = { now: () => new Date(running.clock.now().getTime() - 3_600_000) };
    const config = { base_url: `${running.url}/cascade`, secret: secretOf('cascade') };
    const found = await findings(
      customConnector.connect(config, createInProcessContext({ transport, clock: late })),
    );
    expect(found).toMatchObject({ ok: false, codes: ['credentials_rejected'] });
    expect(found.text).toContain('check the clock');
  });

  test('at a wrong address', async () => {
    const found = await findings(connect(secretOf('cascade'), '/cascade/v2'));
    expect(found.ok).toBe(false);
    running.faults.inject('cascade', 'getStore', { kind: 'answer', status: 404, body: { error: 'nope' } });
    const foreign = await findings(store);
    expect(foreign).toMatchObject({ ok: false, codes: ['not_the_contract'] });
    expect(foreign.text).toContain('check that the base URL is the store’s contract');
  });

  test('with sums that do not add up, another version, an empty shelf', async () => {
    const quote = await rawQuote();
    answerNext('createQuote', { ...quote, totals: { ...quote.totals, tax: 1 } });
    expect(await findings(store)).toMatchObject({ ok: false, codes: ['not_the_contract'] });
    const { body } = await running.at('cascade').get('/store');
    answerNext('getStore', { ...body, contract_version: '2030-01-01' });
    answerNext('listProducts', { items: [], deleted_ids: [] });
    expect(await findings(store)).toMatchObject({
      ok: true,
      codes: ['other_contract_version', 'no_products'],
    });
  });
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

const wireProduct = async (id: string): Promise<WireProduct> => {
  const { body } = await running.at('cascade').get('/products?limit=100');
  return productPage.parse(body).items.find((each) => each.id === id)!;
};

describe('products that cannot be read', () => {
  const bad = async () => {
    const good = await wireProduct('ember-stove');
    const [variant] = good.variants;
    const { id: _id, ...nameless } = good;
    return [
      { ...good, id: 'no-price', title: 'No price', variants: [{ ...variant, price: null }] },
      { ...good, id: 'euro', currency: 'Euro' },
      { ...good, id: 'empty', variants: [] },
      { ...nameless, title: 'Nameless' },
      'no product at all',
    ];
  };

  test('are left out of their page by name and reason, and the others are read', async () => {
    const good = await wireProduct('merino-tee');
    const [first, ...others] = await bad();
    answerNext('listProducts', { items: [first, good, ...others], deleted_ids: ['old'], next_cursor: 'c' });
    const page = await store.listProducts({});
    expect(page.items.map(({ id }) => id)).toEqual(['merino-tee']);
    expect(page).toMatchObject({ deletedIds: ['old'], nextCursor: 'c' });
    expect(page.leftOut).toMatchObject([
      { id: 'no-price', title: 'No price', why: expect.stringContaining('its variants.0.price') },
      { id: 'euro', why: expect.stringContaining('its currency') },
      { id: 'empty', why: expect.stringContaining('its variants') },
      { id: 'without an id (Nameless)', why: expect.stringContaining('its id') },
      { id: 'without an id (number 6 of its page)', why: expect.stringContaining('it does not keep') },
    ]);
  });

  test('are told of when their variants are asked for', async () => {
    const good = await wireProduct('merino-tee');
    answerNext('listProducts', { items: [...(await bad()), good], deleted_ids: [] });
    const leftOut: LeftOut[] = [];
    const variants = await store.getVariants([itemId('merino-tee-s'), itemId('ember-stove')], (what) =>
      leftOut.push(what),
    );
    expect(variants.map(({ id }) => id)).toEqual(['merino-tee-s']);
    expect(leftOut.map(({ id }) => id)).toContain('no-price');
  });

  test('are findings of a check, and no reason not to sell', async () => {
    const good = await wireProduct('merino-tee');
    answerNext('listProducts', { items: [...(await bad()).slice(0, 1), good], deleted_ids: [] });
    const report = await store.check();
    expect(report).toMatchObject({ ok: true, findings: [{ severity: 'warning', code: 'product_left_out' }] });
    expect(report.findings[0]?.message).toContain('no-price');
  });

  test('what feeds judge is no reason: long texts, odd pictures, numbers and names', async () => {
    const good = await wireProduct('ember-stove');
    const odd = {
      ...good,
      ...{ title: null, url: '', brand: '', categories: [''], image_urls: ['picture.jpg'] },
      description: `<script>${'x'.repeat(100_000)}</script>`,
      variants: [{ ...good.variants[0], gtin: '12', image_urls: null, title: 'T'.repeat(400) }],
    };
    answerNext('listProducts', { items: [odd], deleted_ids: [] });
    const { items, leftOut } = await store.listProducts({});
    expect(leftOut).toEqual([]);
    expect(items).toMatchObject([
      {
        ...{ id: 'ember-stove', title: '', url: '', categories: [], imageUrls: ['picture.jpg'] },
        description: odd.description,
        variants: [{ gtin: '12', imageUrls: [], title: 'T'.repeat(400) }],
      },
    ]);
  });

  test('a page that is none is refused', async () => {
    answerNext('listProducts', { products: [] });
    expect((await failureOf(store.listProducts({}))).message).toContain('breaks the contract at items');
  });
});

test.each(['created', 'updated', 'deleted'])('an event product.%s names its product', (what) => {
  const event = {
    ...{ id: 'evt_1', type: `product.${what}`, created_at: '2026-11-01T00:00:00Z' },
    product: { id: 'merino-tee' },
  };
  const { signature, body } = signed(JSON.stringify(event));
  const request = { headers: { 'store-signature': signature }, body, receivedAt: running.clock.now() };
  expect(store.parseWebhook!(request)).toEqual({
    id: 'evt_1',
    subject: { kind: 'product', productId: 'merino-tee' },
  });
});

test('a signed event that is none of ours is understood and of no interest', () => {
  const { signature, body } = signed('ping');
  const request = { headers: { 'store-signature': signature }, body, receivedAt: running.clock.now() };
  expect(store.parseWebhook!(request)?.subject).toEqual({ kind: 'none' });
  const late = new Date(running.clock.now().getTime() + 301_000);
  expect(store.parseWebhook!({ ...request, receivedAt: late })).toBeUndefined();
});

const signed = (text: string) => ({
  body: Buffer.from(text),
  signature: signBody(text, secretOf('cascade'), running.clock.now()),
});
