import { currency, itemId, optionId, totalsOfQuote, type QuoteRequest } from '@acp-hub/commerce';
import { quoteAtShop } from '../src/quote/quote-at-shop';
import { describeRecorded, type Json, type Recordings } from './support/recordings';
import { startTape, type Asked, type Tape } from './support/tape';

const USD = currency('USD');

const request: QuoteRequest = {
  items: [
    { id: itemId('10'), quantity: 2 },
    { id: itemId('18'), quantity: 1 },
  ],
  currency: USD,
  coupons: ['SAVE10'],
  buyer: { email: 'ann@example.com', phoneNumber: '4155550100' },
  address: {
    name: 'Ann Lee',
    lineOne: '1 Market St',
    city: 'San Francisco',
    state: 'CA',
    country: 'US',
    postalCode: '94105',
  },
};

/** Plays a cart: the token from the step `cart`, and the batch's answers from `parts`, in their order. */
const playCart =
  (recordings: Recordings, cart: string, parts: readonly string[]) =>
  ({ path }: Asked) => {
    const { response } = recordings.step(cart);
    if (path === 'wc/store/v1/cart')
      return { headers: { 'cart-token': response.headers['Cart-Token'] ?? '' }, body: response.body };
    if (path !== 'wc/store/v1/batch') return undefined;
    const responses = parts.map((part) => recordings.step(part).response);
    return { status: 207, body: { responses } };
  };

describeRecorded('quotes, as the live shop answered', (recordings) => {
  let tape: Tape | undefined;
  afterEach(async () => {
    await tape?.stop();
    tape = undefined;
  });

  const scenario = '12-store-checkout-cod';
  const parts = ['add-tote', 'add-tee', 'ca', 'save10'].map((step) => `${scenario}/${step}`);

  test('a cart with variation, coupon and delivery has its parts in every line', async () => {
    tape = await startTape(playCart(recordings, `${scenario}/new-cart`, parts));
    const quote = await quoteAtShop(tape.shop, request);
    expect(quote).toMatchObject({
      total: 6870,
      pricesIncludeTax: false,
      addressRequired: false,
      unknownItems: [],
      chosenOption: 'flat_rate:1',
      lines: [
        {
          item: { id: '10', title: 'Canvas Tote', sku: 'TOTE-1' },
          quantity: 2,
          unitAmount: 2499,
          base: 4998,
          discount: 501,
          tax: 326,
          stock: { status: 'in_stock', available: 25 },
          requiresShipping: true,
        },
        {
          item: {
            id: '18',
            variantOptions: [
              { name: 'Color', value: 'Black' },
              { name: 'Size', value: 'M' },
            ],
          },
          base: 1499,
          discount: 149,
          tax: 98,
        },
      ],
      options: [
        { type: 'shipping', id: 'flat_rate:1', title: 'Flat rate', net: 599, tax: 0 },
        { type: 'shipping', id: 'free_shipping:2', title: 'Free shipping over $50', net: 0, tax: 0 },
      ],
      appliedDiscounts: [
        {
          code: 'SAVE10',
          amount: 650,
          allocations: [
            { target: { kind: 'item', item: '10' }, amount: 501 },
            { target: { kind: 'item', item: '18' }, amount: 149 },
          ],
        },
      ],
      rejectedDiscounts: [],
    });
    expect(totalsOfQuote(quote, USD).kind).toBe('ok');
  });

  test('it takes two calls, and everything the cart is told is in the second', async () => {
    tape = await startTape(playCart(recordings, `${scenario}/new-cart`, parts));
    await quoteAtShop(tape.shop, { ...request, option: optionId('flat_rate:1') });
    expect(tape.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET wc/store/v1/cart',
      'POST wc/store/v1/batch',
    ]);
    const token = recordings.step(`${scenario}/new-cart`).response.headers['Cart-Token'];
    const requests: readonly Json[] = tape.asked[1]!.body.requests;
    expect(requests.map(({ path, headers, body }) => [path, headers['Cart-Token'] === token, body])).toEqual([
      ['/wc/store/v1/cart/add-item', true, { id: 10, quantity: 2 }],
      ['/wc/store/v1/cart/add-item', true, { id: 18, quantity: 1 }],
      ['/wc/store/v1/cart/update-customer', true, recordings.step(`${scenario}/ca`).request.body],
      ['/wc/store/v1/cart/apply-coupon', true, { code: 'SAVE10' }],
      ['/wc/store/v1/cart/select-shipping-rate', true, { package_id: 0, rate_id: 'flat_rate:1' }],
    ]);
  });

  test('without an address the shop’s own is no place to deliver to', async () => {
    tape = await startTape(playCart(recordings, `${scenario}/new-cart`, parts.slice(0, 2)));
    const { address, coupons, ...nowhere } = request;
    const quote = await quoteAtShop(tape.shop, { ...nowhere, coupons: [] });
    expect(quote).toMatchObject({ addressRequired: true, options: [], total: 6497 + 471 });
    expect(quote.chosenOption).toBeUndefined();
  });

  test('an address nobody delivers to has no option, and says so', async () => {
    tape = await startTape(
      playCart(recordings, `${scenario}/new-cart`, [
        `${scenario}/add-tote`,
        `${scenario}/add-tote`,
        '07-store-cart-addresses/de-no-zone-select',
      ]),
    );
    const address = { ...request.address!, country: 'DE', state: 'DE-BE', postalCode: '10117' };
    const items = [itemId('10'), itemId('14')].map((id) => ({ id, quantity: 1 }));
    const quote = await quoteAtShop(tape.shop, { ...request, items, coupons: [], address });
    expect(quote.lines.map(({ requiresShipping }) => requiresShipping)).toEqual([true, false]);
    expect(quote.options).toEqual([]);
    expect(quote.messages).toMatchObject([{ type: 'error', code: 'region_restricted' }]);
  });

  test('a token that went bad answers with an empty cart, and is not taken for a quote', async () => {
    const scripts = [parts, parts];
    const empty = recordings.step(`${scenario}/new-cart`).response;
    let carts = 0;
    tape = await startTape((asked) => {
      if (asked.path === 'wc/store/v1/cart') carts += 1;
      return asked.path === 'wc/store/v1/cart' && carts === 2
        ? { headers: { 'cart-token': empty.headers['Cart-Token'] ?? '' }, body: empty.body }
        : playCart(recordings, `${scenario}/new-cart`, scripts[0]!)(asked);
    });
    const first = await quoteAtShop(tape.shop, request);
    const again = await quoteAtShop(tape.shop, request, first.reference);
    expect(again.total).toBe(6870);
    expect(tape.asked.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'GET', 'POST']);
  });

  test('stock that sank under the cart, silently, is noticed and read anew', async () => {
    const sunk = recordings.step('09-store-cart-stock/drop-get-cart-after-stock-drop').response;
    const two = { ...request, items: [{ id: itemId('11'), quantity: 2 }], coupons: [] };
    const filled = ['09-store-cart-stock/drop-direct-add-2-mugs', '09-store-cart-stock/drop-direct-ca'];
    let carts = 0;
    tape = await startTape((asked) => {
      if (asked.path === 'wc/store/v1/cart') carts += 1;
      if (asked.path === 'wc/store/v1/cart' && carts === 2)
        return { ...sunk, headers: { 'cart-token': 't' } };
      return playCart(recordings, '09-store-cart-stock/drop-direct-new-cart', filled)(asked);
    });
    const { reference } = await quoteAtShop(tape.shop, two);
    await quoteAtShop(tape.shop, two, reference);
    expect(tape.asked.filter(({ path }) => path === 'wc/store/v1/batch')).toHaveLength(2);
  });

  test('an address with a bad postal code is refused by its field', async () => {
    const bad = '07-store-cart-addresses/address-bad-zip';
    tape = await startTape(playCart(recordings, `${scenario}/new-cart`, [parts[0]!, bad]));
    await expect(
      quoteAtShop(tape.shop, {
        ...request,
        items: request.items.slice(0, 1),
        coupons: [],
        address: { ...request.address!, state: undefined as never },
      }),
    ).rejects.toMatchObject({
      failure: { kind: 'rejected', reason: { code: 'invalid_address', field: 'postal_code' } },
      outcome: 'not_applied',
    });
  });

  test('a cart that asks for more than it shows is never sold', async () => {
    const step = '07-store-cart-addresses/de-no-zone-select';
    tape = await startTape(playCart(recordings, `${scenario}/new-cart`, [`${scenario}/add-tote`, step]));
    const items = [{ id: itemId('10'), quantity: 1 }];
    await expect(quoteAtShop(tape.shop, { ...request, items, coupons: [] })).rejects.toMatchObject({
      failure: { kind: 'config' },
    });
  });

  test('a shop of another currency is a mistake of the connection', async () => {
    tape = await startTape(playCart(recordings, `${scenario}/new-cart`, parts));
    await expect(quoteAtShop(tape.shop, { ...request, currency: currency('EUR') })).rejects.toMatchObject({
      failure: { kind: 'config' },
    });
  });
});
