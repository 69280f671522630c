import { currency, itemId, money, type Product, type Variant } from '@acp-hub/commerce';
import fc from 'fast-check';
import { products } from '../../commerce/test/support/products';
import {
  addTallies,
  emptyTally,
  encodingsOf,
  feedFormats,
  openFeed,
  reasonCodes,
  tally,
  tallyAll,
  type FeedFormat,
  type ReasonCode,
  type Verdict,
} from '../src';
import { NOW, settings, soundProduct, soundVariant } from './support/sound-products';

const judge = (
  format: FeedFormat,
  catalogue: readonly Product[],
  options: object = {},
  seller = {},
): Verdict[] => {
  const feed = openFeed({ format, encoding: encodingsOf[format].at(-1)! }, settings(options, seller), NOW);
  return catalogue.flatMap((product) => feed.take(product).verdicts);
};

const usd = (amount: number) => money(amount, currency('USD'));
const second = (more: Partial<Variant> = {}) =>
  soundVariant({
    id: itemId('mug-red'),
    sku: 'MUG-RED',
    gtin: '96385074',
    options: [{ name: 'Color', value: 'Red' }],
    ...more,
  });

test.each(feedFormats)('%s has nothing to say against a sound product', (format) => {
  const catalogue = [soundProduct({}, soundVariant(), second())];
  expect(judge(format, catalogue).map(({ status, reasons }) => ({ status, reasons }))).toEqual([
    { status: 'listed', reasons: [] },
    { status: 'listed', reasons: [] },
  ]);
});

interface Case {
  readonly what: string;
  readonly code: ReasonCode;
  readonly status: Verdict['status'];
  readonly in?: readonly FeedFormat[];
  readonly product: Product;
  readonly options?: object;
  readonly seller?: object;
}

const flat = ['openai', 'google', 'stripe'] as const;
const withVariant = (more: Partial<Variant>) => soundProduct({}, soundVariant(more));
const { brand: _, ...withoutBrand } = soundProduct();
const { gtin: __, ...withoutGtin } = soundVariant();

const cases: readonly Case[] = [
  { what: 'no brand', code: 'value_missing', status: 'excluded', in: flat, product: withoutBrand },
  {
    what: 'no title',
    code: 'value_missing',
    status: 'excluded',
    product: soundProduct({ title: '' }, soundVariant({ title: ' ' })),
  },
  {
    what: 'no picture',
    code: 'value_missing',
    status: 'excluded',
    product: soundProduct({ imageUrls: [] }, soundVariant({ imageUrls: [] })),
  },
  {
    what: 'no description',
    code: 'value_missing',
    status: 'excluded',
    in: flat,
    product: soundProduct({ description: '<p> </p>' }),
  },
  {
    what: 'no description',
    code: 'value_recommended',
    status: 'listed_with_warnings',
    in: ['acp'],
    product: soundProduct({ description: '' }),
  },
  { what: 'no price', code: 'price_missing', status: 'excluded', product: withVariant({ price: usd(0) }) },
  {
    what: 'a long title',
    code: 'text_cut',
    status: 'listed_with_warnings',
    product: withVariant({ title: 'x'.repeat(151) }),
  },
  {
    what: 'a long id',
    code: 'text_too_long',
    status: 'excluded',
    product: withVariant({ id: itemId('x'.repeat(101)) }),
  },
  {
    what: 'a wrong barcode',
    code: 'gtin_invalid',
    status: 'listed_with_warnings',
    product: withVariant({ gtin: '4006381333932', mpn: 'M' }),
  },
  {
    what: 'a relative address',
    code: 'address_invalid',
    status: 'excluded',
    product: soundProduct({ url: '/mug' }),
  },
  {
    what: 'an address without https',
    code: 'address_not_secure',
    status: 'listed_with_warnings',
    product: soundProduct({ url: 'http://shop.example/mug' }),
  },
  {
    what: 'a relative further picture',
    code: 'picture_left_out',
    status: 'listed_with_warnings',
    product: soundProduct({ imageUrls: ['/2.jpg'] }),
  },
  {
    what: 'a sale that is none',
    code: 'sale_not_below_price',
    status: 'listed_with_warnings',
    product: withVariant({ salePrice: usd(1800) }),
  },
  {
    what: 'a sale in euro',
    code: 'sale_in_other_currency',
    status: 'listed_with_warnings',
    product: withVariant({ salePrice: money(900, currency('EUR')) }),
  },
  {
    what: 'a sale that ends first',
    code: 'sale_ends_before_it_begins',
    status: 'listed_with_warnings',
    product: withVariant({
      salePrice: usd(900),
      salePriceFrom: '2026-12-02T00:00:00Z',
      salePriceUntil: '2026-12-01T00:00:00Z',
    }),
  },
  {
    what: 'a gender nobody knows',
    code: 'value_not_accepted',
    status: 'listed_with_warnings',
    in: flat,
    product: withVariant({ attributes: [{ name: 'gender', value: 'Everybody' }] }),
  },
  {
    what: 'variants without options',
    code: 'options_missing',
    status: 'excluded',
    product: soundProduct({}, soundVariant(), second({ options: [] })),
  },
  {
    what: 'variants of one choice',
    code: 'options_repeat',
    status: 'excluded',
    product: soundProduct({}, soundVariant(), second({ options: soundVariant().options })),
  },
  {
    what: 'variants of other options',
    code: 'options_differ',
    status: 'listed_with_warnings',
    product: soundProduct({}, soundVariant(), second({ options: [{ name: 'Size', value: 'L' }] })),
  },
  {
    what: 'a variant called as its product',
    code: 'group_id_is_item_id',
    status: 'excluded',
    product: soundProduct({}, soundVariant({ id: itemId('mug') }), second()),
  },
  {
    what: 'two items of one id',
    code: 'item_id_repeated',
    status: 'excluded',
    product: soundProduct({}, soundVariant(), second({ id: itemId('mug-blue') })),
  },
  {
    what: 'two items of one SKU',
    code: 'sku_repeated',
    status: 'listed_with_warnings',
    product: soundProduct({}, soundVariant(), second({ sku: 'MUG-BLUE' })),
  },
  {
    what: 'a banned category',
    code: 'category_banned',
    status: 'excluded',
    product: soundProduct({ categories: ['Food', 'Wine'] }),
  },
  {
    what: 'a merchant’s own rule',
    code: 'excluded_by_merchant',
    status: 'excluded',
    product: soundProduct(),
    options: { mapping: { exclude: [{ because: 'Seasonal', category: ['home'] }] } },
  },
  {
    what: 'checkout without policies',
    code: 'checkout_without_policies',
    status: 'listed_with_warnings',
    in: ['openai'],
    product: soundProduct(),
    options: { checkout: true },
    seller: { links: [] },
  },
  {
    what: 'ordering ahead without a date',
    code: 'date_missing',
    status: 'excluded',
    in: ['google', 'stripe'],
    product: withVariant({ stock: { status: 'pre_order' } }),
  },
  {
    what: 'neither barcode nor part number',
    code: 'identifier_missing',
    status: 'listed_with_warnings',
    in: ['google', 'stripe'],
    product: soundProduct({}, withoutGtin),
  },
  {
    what: 'an id that is a formula',
    code: 'id_looks_like_formula',
    status: 'excluded',
    in: ['openai', 'stripe'],
    product: withVariant({ id: itemId('=1+1') }),
  },
];

test.each(cases.flatMap((one) => (one.in ?? feedFormats).map((format) => ({ ...one, format }))))(
  '$format: $what is $status with $code',
  ({ format, product, options, seller, code, status }) => {
    const verdicts = judge(format, [product], options, seller);
    const verdict = verdicts.find(({ reasons }) => reasons.some((reason) => reason.code === code));
    expect(verdict?.status).toBe(status);
    const reason = verdict?.reasons.find((one) => one.code === code);
    expect(reason?.severity).toBe(status === 'excluded' ? 'error' : 'warning');
    expect(`${reason?.message}${reason?.action}`).not.toMatch(/[{}]/);
  },
);

test('every reason has its case', () => {
  expect(new Set(cases.map(({ code }) => code))).toEqual(new Set(reasonCodes));
});

test('the mapping is named as a way out for what it can name', () => {
  const actionsOf = (product: Product) =>
    judge('google', [product]).flatMap(({ reasons }) => reasons.map(({ field, action }) => [field, action]));
  expect(actionsOf(soundProduct({ brand: '' }))).toContainEqual([
    'brand',
    'Fill the brand in at your shop, or name in the mapping where it stands.',
  ]);
  expect(actionsOf(soundProduct({ imageUrls: [] }, soundVariant({ imageUrls: [] })))).toContainEqual([
    'image_link',
    'Fill the picture in at your shop.',
  ]);
});

test('a wine glass is no wine', () => {
  expect(judge('openai', [soundProduct({ categories: ['Kitchen', 'Wine glasses'] })])[0]?.status).toBe(
    'listed',
  );
});

test('ids are never cut and never altered', () => {
  const id = itemId('id-'.padEnd(100, 'x'));
  const feed = openFeed({ format: 'openai', encoding: 'jsonl' }, settings(), NOW);
  expect(feed.take(withVariant({ id })).records).toMatchObject([{ item_id: id }]);
});

test('checkout is offered with both policies, and only where it is asked for', () => {
  const row = (options: object, seller = {}) =>
    openFeed({ format: 'openai', encoding: 'jsonl' }, settings(options, seller), NOW).take(soundProduct())
      .records[0];
  expect(row({ checkout: true })).toMatchObject({ is_eligible_checkout: true });
  expect(row({})).toMatchObject({ is_eligible_checkout: false });
  expect(row({ checkout: true, search: false })).toMatchObject({
    is_eligible_checkout: false,
    is_eligible_search: false,
  });
  const links = [{ type: 'privacy_policy', url: 'https://cascade.example/privacy' }];
  expect(row({ checkout: true }, { links })).toMatchObject({ is_eligible_checkout: false });
});

test('a sale is told while it lasts', () => {
  const on = (from: string, until: string) =>
    openFeed({ format: 'openai', encoding: 'jsonl' }, settings(), NOW).take(
      withVariant({ salePrice: usd(900), salePriceFrom: from, salePriceUntil: until }),
    ).records[0];
  expect(on('2026-11-25T12:00:00Z', '2026-11-26T00:00:00Z')).toMatchObject({ sale_price: '9.00 USD' });
  expect(on('2026-11-25T12:00:01Z', '2026-11-26T00:00:00Z')).toMatchObject({ sale_price: undefined });
  expect(on('2026-11-01T00:00:00Z', '2026-11-25T12:00:00Z')).toMatchObject({ sale_price: undefined });
});

test('when a sale begins or ends next is told where the format has no dates', () => {
  const [day, hour] = ['2026-11-26T00:00:00Z', '2026-11-25T13:00:00Z'];
  const saleChange = (format: FeedFormat, ...sales: Partial<Variant>[]) => {
    const encoding = encodingsOf[format].at(-1)!;
    const variants = sales.map((sale) => soundVariant(sale));
    return openFeed({ format, encoding }, settings(), NOW).take(soundProduct({}, ...variants)).saleChange;
  };
  const salePrice = usd(900);
  const sold = { salePrice, salePriceFrom: '2026-11-01T00:00:00Z', salePriceUntil: day };
  const ahead = { salePrice, salePriceFrom: hour };
  for (const format of ['openai', 'acp'] as const) {
    expect(saleChange(format, sold)).toBe(Date.parse(day));
    expect(saleChange(format, sold, ahead)).toBe(Date.parse(hour));
    expect(saleChange(format, { salePriceUntil: day }, { salePrice })).toBeUndefined();
    expect(saleChange(format, { salePrice, salePriceUntil: '2026-11-25T12:00:00Z' })).toBeUndefined();
  }
  for (const format of ['google', 'stripe'] as const) expect(saleChange(format, sold)).toBeUndefined();
});

test('a category that agents take nothing of keeps a product out wherever it stands', () => {
  const product = soundProduct({ furtherCategories: [['Sale'], ['Adult']] });
  expect(judge('openai', [product])).toMatchObject([{ reasons: [{ code: 'category_banned' }] }]);
});

test('the first picture that can be fetched leads, and the others are told of', () => {
  const imageUrls = ['ftp://x.example/y.jpg', 'https://x.example/ok.jpg'];
  const product = soundProduct({ imageUrls }, soundVariant({ imageUrls: [] }));
  for (const format of feedFormats) {
    const feed = openFeed({ format, encoding: encodingsOf[format].at(-1)! }, settings(), NOW);
    const { verdicts, records } = feed.take(product);
    expect(verdicts).toMatchObject([
      { status: 'listed_with_warnings', reasons: [{ code: 'picture_left_out' }] },
    ]);
    expect(JSON.stringify(records)).toContain('https://x.example/ok.jpg');
    expect(JSON.stringify(records)).not.toContain('ftp:');
  }
});

test('texts of every kind are plain: categories, options and numbers of the maker’s too', () => {
  const options = [{ name: '<i>Color</i>', value: '<b>Red</b> &amp; Blue\u0001' }];
  const product = soundProduct(
    { categories: ['Men &amp; Women', 'A\u0001B'] },
    soundVariant({ options, mpn: 'M\u0001PN' }),
  );
  for (const format of feedFormats) {
    const feed = openFeed({ format, encoding: encodingsOf[format].at(-1)! }, settings(), NOW);
    const text = JSON.stringify(feed.take(product).records);
    expect(text).not.toMatch(/<b>|<i>|&amp;|\\u0001/);
    expect(text).toContain('Red & Blue');
    if (format !== 'acp') expect(text).toContain('MPN');
  }
});

test('addresses are written as URIs', () => {
  const product = soundProduct(
    { url: 'https://müller.example/größe?a=ü' },
    soundVariant({ imageUrls: ['https://x.example/ö.jpg'] }),
  );
  const [record] = openFeed({ format: 'openai', encoding: 'jsonl' }, settings(), NOW).take(product).records;
  expect(record).toMatchObject({
    url: 'https://xn--mller-kva.example/gr%C3%B6%C3%9Fe?a=%C3%BC&utm_medium=feed',
    image_url: 'https://x.example/%C3%B6.jpg',
  });
});

test('a product of a thousand variants is judged whole', () => {
  const variants = Array.from({ length: 1_000 }, (_, index) =>
    second({
      id: itemId(`mug-${index}`),
      sku: `S${index}`,
      options: [{ name: 'Color', value: `No. ${index}` }],
    }),
  );
  const verdicts = judge('openai', [soundProduct({}, ...variants)]);
  expect(verdicts.map(({ status }) => status)).toEqual(Array(1_000).fill('listed'));
});

test('what is listed meets what the format demands, whatever the shop holds', () => {
  const required = [
    'item_id',
    'title',
    'description',
    'url',
    'brand',
    'seller_name',
    'image_url',
    'availability',
    'price',
  ];
  fc.assert(
    fc.property(fc.array(products, { maxLength: 4 }), (catalogue) => {
      const feed = openFeed({ format: 'openai', encoding: 'jsonl' }, settings(), NOW);
      for (const product of catalogue)
        for (const row of feed.take(product).records as Record<string, string>[]) {
          for (const field of required) expect(row[field]).toMatch(/\S/);
          expect(row['title']!.length).toBeLessThanOrEqual(150);
          expect(row['description']!.length).toBeLessThanOrEqual(5000);
          if (row['sale_price'] !== undefined)
            expect(parseFloat(row['sale_price'])).toBeLessThan(parseFloat(row['price']!));
        }
    }),
  );
});

test('counting one by one, many at once and by parts is the same', () => {
  fc.assert(
    fc.property(fc.array(products, { maxLength: 6 }), fc.nat({ max: 6 }), (catalogue, at) => {
      const verdicts = judge('google', catalogue);
      const whole = verdicts.reduce(tally, emptyTally);
      expect(tallyAll(emptyTally, verdicts)).toEqual(whole);
      const parts = [verdicts.slice(0, at), verdicts.slice(at)].map((part) => tallyAll(emptyTally, part));
      expect(addTallies(parts[0]!, parts[1]!)).toEqual(whole);
      const { listed, listed_with_warnings: warned, excluded } = whole.items;
      expect(listed + warned + excluded).toBe(verdicts.length);
    }),
  );
});
