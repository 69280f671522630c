import { quote as quoteSchema, quoteSumProblems } from '@acp-hub/store-contract';
import fc from 'fast-check';
import { merchants } from '../src';
import { startStore, type RunningStore } from './support/running-store';

let running: RunningStore;
beforeAll(async () => {
  running = await startStore();
});
afterAll(() => running.close());

const us = (state: string) => ({
  name: 'Ada',
  line_one: '1 Main St',
  city: 'Town',
  state,
  country: 'US',
  postal_code: '94104',
});
const abroad = (country: string, postal_code = '10115') => ({
  name: 'Ada',
  line_one: '1 Main St',
  city: 'Town',
  country,
  postal_code,
});
const addresses = [
  ...['CA', 'NY', 'OR', 'TX', 'WA', 'AK'].map(us),
  ...['DE', 'FR', 'ES', 'FI', 'AT', 'US', 'CA', 'BR'].map((country) => abroad(country)),
  ...['604-8001', '900-0001', '153-0063'].map((code) => abroad('JP', code)),
];

describe.each(merchants.map((merchant) => [merchant.slug, merchant] as const))('%s', (slug, merchant) => {
  const itemIds = merchant.products.flatMap(({ variants }) => variants.map(({ id }) => id));
  const codes = [...merchant.coupons.map(({ code }) => code), 'NOSUCHCODE'];
  const request = fc.record({
    items: fc.array(
      fc.record({
        id: fc.constantFrom(...itemIds, 'nothing-like-it'),
        quantity: fc.integer({ min: 1, max: 40 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    coupons: fc.array(fc.constantFrom(...codes), { maxLength: 4 }),
    address: fc.option(fc.constantFrom(...addresses), { nil: undefined }),
    option_id: fc.option(
      fc.constantFrom(
        ...merchant.zones.flatMap(({ services }) => services.map(({ id }) => id)),
        'abholung-berlin',
      ),
      { nil: undefined },
    ),
  });

  test('whatever is asked, the answer follows the contract and adds up', async () => {
    await fc.assert(
      fc.asyncProperty(request, async (asked) => {
        const { status, body } = await running.at(slug).post('/quotes', asked);
        expect(status).toBe(200);
        const quote = quoteSchema.parse(body);
        expect(quoteSumProblems(quote)).toEqual([]);
        // By arithmetic of another kind: a gross shop's buyer pays the shown prices less what coupons took off.
        for (const line of quote.lines)
          if (merchant.pricesIncludeTax) {
            const shown = line.unit_amount * line.quantity;
            expect(line.total).toBeLessThanOrEqual(shown);
            if (quote.discounts.applied.length === 0) expect(line.total).toBe(shown);
            // A coupon's share of one cent can leave the rounded net price, and so the net discount, as it was.
            if (line.discount === 0) expect(line.total).toBeGreaterThanOrEqual(shown - 1);
          } else expect(line.base).toBe(line.unit_amount * line.quantity);
        // Codes are answered one by one.
        expect(quote.discounts.applied.length + quote.discounts.rejected.length).toBe(asked.coupons.length);
      }),
      { numRuns: 150 },
    );
  });
});

test('US dollars: net prices, the state’s tax on goods and not on delivery', async () => {
  const quote = await running.at('cascade').quote({ 'ember-stove': 2 }, { address: us('CA') });
  expect(quote.lines[0]).toMatchObject({ unit_amount: 4495, base: 8990, discount: 0, tax: 652, total: 9642 });
  expect(quote.options.map(({ id, net, tax }) => ({ id, net, tax }))).toEqual([
    { id: 'ground', net: 0, tax: 0 },
    { id: 'two-day', net: 1895, tax: 0 },
    { id: 'overnight', net: 3495, tax: 0 },
  ]);
  expect(quote).toMatchObject({ chosen_option_id: 'ground', totals: { tax: 652, total: 9642 } });
});

test('a state that taxes delivery', async () => {
  const quote = await running
    .at('cascade')
    .quote({ 'tamarack-mug-cream': 1 }, { address: us('NY'), option_id: 'two-day' });
  // 4% of 18.00 is 0.72; of 18.95 it is 0.758.
  expect(quote.totals).toMatchObject({ fulfillment: 1895, tax: 72 + 76, total: 1800 + 1895 + 148 });
});

test('euros: what is shown is what is paid, with 19% and 7% inside', async () => {
  const { address } = running.showcase('lindenhof');
  const quote = await running
    .at('lindenhof')
    .quote({ 'brotkasten-esche': 1, brotbackbuch: 1 }, { address, coupons: ['HALLO10'] });
  // 89.00 − 8.90 = 80.10 with 12.79 VAT; 28.00 − 2.80 = 25.20 with 1.65 VAT; delivery is free.
  expect(quote.lines.map(({ total, tax }) => [total, tax])).toEqual([
    [8010, 1279],
    [2520, 165],
  ]);
  expect(quote.totals).toMatchObject({ fulfillment: 0, tax: 1444, total: 10_530 });
});

test('the VAT of the buyer’s country stands in the same price', async () => {
  const quote = await running.at('lindenhof').quote({ brotbackbuch: 1 }, { address: abroad('FR') });
  // 28.00 with 5.5% inside; delivery 9.90 with 20% inside.
  expect(quote.lines[0]).toMatchObject({ total: 2800, tax: 146 });
  expect(quote.totals).toMatchObject({ tax: 146 + 165, total: 3790 });
});

test('yen: no decimals, 8% on tea and 10% on the rest', async () => {
  const { address } = running.showcase('hoshino');
  const quote = await running.at('hoshino').quote({ 'uji-sencha': 1, 'kumo-grid': 1 }, { address });
  // ¥1,944 holds ¥144 at 8%; ¥2,420 holds ¥220 and ¥880 delivery ¥80 at 10%.
  expect(quote.totals).toMatchObject({ tax: 144 + 220 + 80, total: 1944 + 2420 + 880 });
});

test('goods collected in Berlin are taxed there, and need no address', async () => {
  const quote = await running
    .at('lindenhof')
    .quote({ brotbackbuch: 1 }, { address: abroad('FI'), option_id: 'abholung-berlin' });
  expect(quote.lines[0]).toMatchObject({ total: 2800, tax: 183 });
  const nowhere = await running.at('lindenhof').quote({ brotbackbuch: 1 }, { option_id: 'abholung-berlin' });
  expect(nowhere).toMatchObject({ address_required: false, chosen_option_id: 'abholung-berlin' });
});

test('without an address nothing is delivered yet, and nobody is made to come', async () => {
  const quote = await running.at('lindenhof').quote({ brotbackbuch: 1 });
  expect(quote).toMatchObject({ address_required: true, totals: { fulfillment: 0, total: 2800 } });
  expect(quote.options.map(({ id }) => id)).toEqual(['abholung-berlin']);
  expect(quote).not.toHaveProperty('chosen_option_id');
});

test.each<[string, object, string[]]>([
  ['cascade', us('HI'), ['air-parcel']],
  ['cascade', us('OR'), ['ground', 'two-day', 'overnight']],
  ['cascade', abroad('CA'), ['canada-ground']],
  ['lindenhof', abroad('PT'), ['eu-paket', 'eu-express', 'abholung-berlin']],
  ['hoshino', abroad('JP', '604-8001'), ['yamato', 'kyoto-courier']],
  ['hoshino', abroad('JP', '900-0001'), ['yamato-okinawa']],
  ['hoshino', abroad('GB'), ['ems']],
])('%s delivers to %j by its zone', async (slug, address, options) => {
  const { items } = running.showcase(slug);
  const quote = await running.at(slug).quote({ [items.in_stock]: 1 }, { address });
  expect(quote.options.map(({ id }) => id)).toEqual(options);
});

test('a place nobody serves is said to be one', async () => {
  const slug = 'lindenhof';
  const quote = await running.at(slug).quote({ brotbackbuch: 1 }, { address: abroad('BR') });
  expect(quote.options).toEqual([]);
  expect(quote.messages).toContainEqual(
    expect.objectContaining({ type: 'error', code: 'region_restricted' }),
  );
});

test('downloads need neither address nor carrier', async () => {
  const quote = await running.at('cascade').quote({ 'cascade-loop-maps': 1 });
  expect(quote).toMatchObject({
    address_required: false,
    chosen_option_id: 'download',
    totals: { total: 1200 },
  });
  expect(quote.lines[0]).toMatchObject({ requires_shipping: false, stock: { status: 'in_stock' } });
});

test('an option of elsewhere is not taken, and said so', async () => {
  const quote = await running
    .at('cascade')
    .quote({ 'ember-stove': 1 }, { address: us('CA'), option_id: 'canada-ground' });
  expect(quote.chosen_option_id).toBe('ground');
  expect(quote.messages).toContainEqual(expect.objectContaining({ code: 'option_unavailable' }));
});

test('stock stands in the lines and in words', async () => {
  const quote = await running
    .at('cascade')
    .quote({ 'driftwood-hammock': 1, 'bivouac-quilt': 4, 'merino-tee-l': 1, 'ember-stove': 1 });
  expect(quote.lines.map(({ stock }) => stock)).toEqual([
    { status: 'out_of_stock', available: 0 },
    { status: 'low_stock', available: 3 },
    { status: 'low_stock', available: 2 },
    { status: 'in_stock', available: 4000 },
  ]);
  expect(quote.messages.map(({ code, item_id }) => [code, item_id])).toEqual([
    ['out_of_stock', 'driftwood-hammock'],
    ['quantity_exceeded', 'bivouac-quilt'],
    ['low_stock', 'merino-tee-l'],
  ]);
});

test('an item asked for twice is one line', async () => {
  const { body } = await running.at('cascade').post('/quotes', {
    items: [
      { id: 'ember-stove', quantity: 1 },
      { id: 'ember-stove', quantity: 2 },
    ],
    coupons: [],
  });
  expect(body.lines).toHaveLength(1);
  expect(body.lines[0].quantity).toBe(3);
});

test('unknown items are named, the rest is priced', async () => {
  const quote = await running.at('cascade').quote({ 'no-such-thing': 1, 'ember-stove': 1 });
  expect(quote.unknown_items).toEqual(['no-such-thing']);
  expect(quote.lines).toHaveLength(1);
});
