import { currency, itemId, optionId, totalsOfQuote, type QuoteRequest } from '@acp-hub/commerce';
import { quoteAtShop } from '../src/quote/quote-at-shop';
import { cartOf, playing, type CartSeed } from './support/carts';
import { startTape, type Tape } from './support/tape';

const address = {
  name: 'Ann Lee',
  lineOne: '1 Market St',
  city: 'San Francisco',
  state: 'CA',
  country: 'US',
  postalCode: '94105',
};
const ask = (
  code: string,
  ids: readonly number[] = [10],
  more: Partial<QuoteRequest> = {},
): QuoteRequest => ({
  items: ids.map((id) => ({ id: itemId(String(id)), quantity: 1 })),
  currency: currency(code),
  coupons: [],
  address,
  ...more,
});

let tape: Tape | undefined;
afterEach(async () => {
  await tape?.stop();
  tape = undefined;
});

const quote = async (seed: CartSeed, request: QuoteRequest) => {
  tape = await startTape(playing(cartOf(seed)));
  const quoted = await quoteAtShop(tape.shop, request);
  expect(totalsOfQuote(quoted, request.currency)).toMatchObject({ kind: 'ok' });
  return quoted;
};
const flat = [[{ id: 'flat_rate:1', price: '500', selected: true }]];

test('a currency without decimals counts in whole units', async () => {
  const seed = {
    currency: 'JPY',
    decimals: 0,
    lines: [{ id: 10, price: '1960', tax: '196' }],
    total: '2156',
  };
  expect(await quote(seed, ask('JPY'))).toMatchObject({ total: 2156, lines: [{ base: 1960, tax: 196 }] });
});

test('a shop that shows yen with two decimals is read, as long as these are zeros', async () => {
  const seed = { currency: 'JPY', decimals: 2, lines: [{ id: 10, price: '196000' }], total: '196000' };
  expect((await quote(seed, ask('JPY'))).total).toBe(1960);
  await tape?.stop();
  tape = await startTape(playing(cartOf({ ...seed, lines: [{ id: 10, price: '196050' }], total: '196050' })));
  await expect(quoteAtShop(tape.shop, ask('JPY'))).rejects.toMatchObject({
    failure: { kind: 'config' },
    message: expect.stringContaining('number of decimals'),
  });
});

test('a currency with three decimals keeps the third', async () => {
  const seed = { currency: 'KWD', decimals: 3, lines: [{ id: 10, price: '1999', tax: '7' }], total: '2006' };
  expect(await quote(seed, ask('KWD'))).toMatchObject({ total: 2006, lines: [{ unitAmount: 1999 }] });
});

test('a shop that shows dollars without cents sells for whole dollars', async () => {
  const seed = { decimals: 0, lines: [{ id: 10, price: '25', tax: '2' }], total: '27' };
  expect(await quote(seed, ask('USD'))).toMatchObject({ total: 2700, lines: [{ base: 2500, tax: 200 }] });
});

test('prices that are numbers are prices', async () => {
  const cart = cartOf({ lines: [{ id: 10, price: '2499' }], total: '2499' });
  cart.items[0].prices.price = 2499;
  cart.totals.total_price = 2499;
  tape = await startTape(playing(cart));
  expect((await quoteAtShop(tape.shop, ask('USD'))).total).toBe(2499);
});

test('tax that the shop rounds over the whole is given to the dearest line, and the total stands', async () => {
  const seed = {
    lines: [
      { id: 10, price: '999', tax: '70' },
      { id: 11, price: '1999', tax: '140' },
    ],
    total: '3209',
  };
  const quoted = await quote(seed, ask('USD', [10, 11]));
  expect([quoted.total, quoted.lines.map(({ tax }) => tax)]).toEqual([3209, [70, 141]]);
});

test('a fee that a plugin adds is shown, and one below zero is a discount on the order', async () => {
  const seed = {
    lines: [{ id: 10, price: '2000', tax: '200' }],
    fees: [
      { name: 'Gift &amp; wrap', total: '300', tax: '30' },
      { name: 'Loyalty', total: '-500', tax: '-50' },
    ],
    rates: flat,
    total: '2480',
  };
  expect(await quote(seed, ask('USD'))).toMatchObject({
    total: 2480,
    fees: [{ title: 'Gift & wrap', net: 300, tax: 30 }],
    orderDiscount: 500,
    lines: [{ tax: 150 }],
  });
});

test('a line that a plugin put into the cart, and that costs something, is never charged', async () => {
  const lines = [
    { id: 10, price: '2000' },
    { id: 99, price: '1500' },
  ];
  tape = await startTape(playing(cartOf({ lines, total: '3500' })));
  await expect(quoteAtShop(tape.shop, ask('USD'))).rejects.toMatchObject({
    failure: { kind: 'config' },
    message: expect.stringContaining('a plugin charges something'),
  });
});

test('a gift that costs nothing does no harm', async () => {
  const lines = [
    { id: 10, price: '2000' },
    { id: 99, price: '0' },
  ];
  expect((await quote({ lines, total: '2000' }, ask('USD'))).lines).toHaveLength(1);
});

test('two coupons share what the lines lost, to the last unit, whatever HTML is in their names', async () => {
  const seed = {
    lines: [
      { id: 10, price: '1000', total: '667' },
      { id: 11, price: '1000', total: '666' },
    ],
    coupons: [
      { code: '<b>half</b>', off: '500' },
      { code: 'loyal', off: '168' },
    ],
    total: '1333',
  };
  const { appliedDiscounts } = await quote(seed, ask('USD', [10, 11], { coupons: ['<B>HALF</B>', 'loyal'] }));
  expect(appliedDiscounts.map(({ code, amount }) => [code, amount])).toEqual([
    ['<B>HALF</B>', 500],
    ['loyal', 167],
  ]);
  const byItem = (id: string) =>
    appliedDiscounts
      .flatMap(({ allocations }) => allocations)
      .filter(({ target }) => target.kind === 'item' && target.item === id)
      .reduce((sum, { amount }) => sum + amount, 0);
  expect([byItem('10'), byItem('11')]).toEqual([333, 334]);
});

test('a coupon of the shop’s own is automatic, and one nobody took is rejected', async () => {
  const cart = cartOf({
    lines: [{ id: 10, price: '1000', total: '900' }],
    coupons: [{ code: 'auto', off: '100' }],
    total: '900',
  });
  const refusal = {
    status: 400,
    body: {
      code: 'woocommerce_rest_cart_coupon_error',
      message: 'Coupon &quot;&lt;i&gt;x&quot; <b>does not exist</b>.',
      data: { status: 400 },
    },
  };
  const play = playing(cart, (action) => (action === 'apply-coupon' ? refusal : undefined));
  tape = await startTape((asked) => (asked.path === 'wc/v3/coupons' ? { body: [] } : play(asked)));
  expect(await quoteAtShop(tape.shop, ask('USD', [10], { coupons: ['X', 'x'] }))).toMatchObject({
    appliedDiscounts: [{ code: 'auto', automatic: true, amount: 100 }],
    rejectedDiscounts: [
      { code: 'X', reason: 'discount_code_invalid', message: 'Coupon "<i>x" does not exist.' },
      { code: 'x', reason: 'discount_code_already_applied' },
    ],
  });
});

test('an option the shop does not offer stays unchosen', async () => {
  const asked = ask('USD', [10], { option: optionId('flat_rate:9') });
  const quoted = await quote({ lines: [{ id: 10, price: '2000' }], rates: flat, total: '2500' }, asked);
  expect(quoted.chosenOption).toBe('flat_rate:1');
});

test('a shop that would have the goods collected delivers them, since nobody asked to collect', async () => {
  const rates = (pickup: boolean) => [
    [
      { id: 'local_pickup:3', price: '0', selected: pickup },
      { id: 'flat_rate:1', price: '500', selected: !pickup },
    ],
  ];
  const seed = { lines: [{ id: 10, price: '2000' }], total: '2000' };
  const collected = cartOf({ ...seed, rates: rates(true) });
  const delivered = cartOf({ ...seed, rates: rates(false), total: '2500' });
  tape = await startTape(
    playing(collected, (action, body) =>
      action === 'select-shipping-rate' && body.rate_id === 'flat_rate:1' ? delivered : undefined,
    ),
  );
  const quoted = await quoteAtShop(tape.shop, ask('USD'));
  expect(quoted).toMatchObject({
    total: 2500,
    chosenOption: 'flat_rate:1',
    options: [{ type: 'pickup', id: 'local_pickup:3' }, { type: 'shipping' }],
  });
});

test('a cart that travels in two packages has an option for each pair of rates', async () => {
  const rates = (first: number, second: number) => [
    [
      { id: 'flat_rate:1', price: '500', selected: first === 0 },
      { id: 'express:2', price: '900', selected: first === 1 },
    ],
    [
      { id: 'flat_rate:1', price: '300', selected: second === 0 },
      { id: 'express:2', price: '700', selected: second === 1 },
    ],
  ];
  const base = { lines: [{ id: 10, price: '2000' }], packageIds: ['vendor-7', 'vendor-9'] };
  const usual = cartOf({ ...base, rates: rates(0, 0), total: '2800' });
  const mixed = cartOf({ ...base, rates: rates(0, 1), total: '3200' });
  const chosen: unknown[] = [];
  tape = await startTape(
    playing(usual, (action, body) => {
      if (action !== 'select-shipping-rate') return undefined;
      chosen.push([body.package_id, body.rate_id]);
      return body.package_id === 'vendor-9' ? mixed : undefined;
    }),
  );
  const option = optionId('flat_rate:1+express:2');
  const quoted = await quoteAtShop(tape.shop, ask('USD', [10], { option }));
  expect(quoted).toMatchObject({ total: 3200, chosenOption: option });
  expect(quoted.options.map(({ id, net }) => [id, net])).toEqual([
    ['flat_rate:1+flat_rate:1', 800],
    ['flat_rate:1+express:2', 1200],
    ['express:2+flat_rate:1', 1200],
    ['express:2+express:2', 1600],
  ]);
  expect(chosen.slice(-2)).toEqual([
    ['vendor-7', 'flat_rate:1'],
    ['vendor-9', 'express:2'],
  ]);
});

test('a state is sent as the shop writes it, where it does not know the agent’s word for it', async () => {
  const cart = cartOf({ lines: [{ id: 10, price: '2000' }], rates: flat, total: '2500' });
  const refusal = {
    status: 400,
    body: {
      code: 'rest_invalid_param',
      message: 'Invalid parameter(s)',
      data: { details: { shipping_address: { code: 'invalid_state', message: 'The provided state' } } },
    },
  };
  const sent: string[] = [];
  const play = playing(cart, (action, body) => {
    if (action !== 'update-customer') return undefined;
    sent.push(body.shipping_address.state);
    return body.shipping_address.state === 'JP13' ? undefined : refusal;
  });
  const states = [
    { code: 'JP01', name: 'Hokkaido' },
    { code: 'JP13', name: 'Tokyo' },
  ];
  tape = await startTape((asked) =>
    asked.path === 'wc/v3/data/countries/jp' ? { body: { states } } : play(asked),
  );
  for (const state of ['13', 'Tōkyō']) {
    const request = ask('USD', [10], { address: { ...address, country: 'JP', state } });
    expect((await quoteAtShop(tape.shop, request)).total).toBe(2500);
  }
  expect(sent).toEqual(['13', 'JP13', 'Tōkyō', 'JP13']);
  const nowhere = ask('USD', [10], { address: { ...address, country: 'JP', state: 'Atlantis' } });
  await expect(quoteAtShop(tape.shop, nowhere)).rejects.toMatchObject({
    failure: { reason: { code: 'invalid_address', field: 'state' } },
  });
});

test('a basket larger than a batch is added in several', async () => {
  const ids = Array.from({ length: 60 }, (_each, index) => index + 1);
  const lines = ids.map((id) => ({ id, price: '100' }));
  expect((await quote({ lines, total: '6000' }, ask('USD', ids))).lines).toHaveLength(60);
  const sizes = tape!.asked.filter(({ method }) => method === 'POST').map(({ body }) => body.requests.length);
  expect(sizes).toEqual([25, 25, 11]);
});
