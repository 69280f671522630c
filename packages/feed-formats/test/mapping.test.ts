import { currency, itemId, money } from '@acp-hub/commerce';
import fc from 'fast-check';
import { formatRules, mappingRulesSchema, preview } from '../src';
import { compileTitle } from '../src/mapping/title';
import { compileTracking } from '../src/mapping/tracked-address';
import { NOW, settings, soundProduct, soundVariant } from './support/sound-products';

const previewOf = (mapping: object, product = soundProduct()) =>
  preview([product], formatRules.openai, 'jsonl', settings({ mapping }), NOW)[0]!;

test('the merchant says where brand, colour, size and material stand', () => {
  const product = {
    ...soundProduct(
      { brand: '', attributes: [{ name: 'Stoff', value: 'Wolle' }] },
      soundVariant({
        options: [{ name: 'Farbton', value: 'Loden' }],
        attributes: [
          { name: 'Konfektion', value: '42' },
          { name: 'Label', value: 'Steiner' },
        ],
      }),
    ),
  };
  const attributes = { color: ['Farbton'], size: ['konfektion'], material: ['Stoff'], brand: ['Label'] };
  expect(previewOf({ attributes }, product).after).toMatchObject({
    brand: 'Steiner',
    color: 'Loden',
    size: '42',
    material: 'Wolle',
  });
});

test('what stands nowhere comes from the default, and what the platform says wins', () => {
  expect(previewOf({ defaultBrand: 'Own' }, soundProduct({ brand: '' })).after).toMatchObject({
    brand: 'Own',
  });
  expect(previewOf({ defaultBrand: 'Own' }).after).toMatchObject({ brand: 'Cascade' });
});

test('the longest entry of the category map wins, and tells Google’s category', () => {
  const categories = [
    { from: ['Home'], to: 'Home & Garden' },
    { from: ['home', 'mugs'], to: 'Home & Garden > Kitchen & Dining > Mugs' },
  ];
  const [one] = preview(
    [soundProduct()],
    formatRules.google,
    'tsv',
    settings({ mapping: { categories } }),
    NOW,
  );
  expect(one?.after).toMatchObject({
    google_product_category: 'Home & Garden > Kitchen & Dining > Mugs',
    product_type: 'Home > Mugs',
  });
});

test('where the main category is not mapped, another of the product’s is', () => {
  const categories = [
    { from: ['Sale'], to: 'Home & Garden' },
    { from: ['Gifts', 'For her'], to: 'Arts & Entertainment' },
  ];
  const googleCategory = (more: object) =>
    preview(
      [{ ...soundProduct(), ...more }],
      formatRules.google,
      'tsv',
      settings({ mapping: { categories } }),
      NOW,
    )[0]?.after['google_product_category'];
  const furtherCategories = [['News'], ['Gifts', 'For her', 'Mugs']];
  expect(googleCategory({ furtherCategories })).toBe('Arts & Entertainment');
  expect(googleCategory({ categories: ['Sale'], furtherCategories })).toBe('Home & Garden');
  expect(googleCategory({})).toBeUndefined();
});

test.each([
  ['{brand} {title}', 'Cascade Mug – Blue'],
  ['{product} – {options}', 'Mug – Blue'],
  ['{product} – {attribute:Nowhere}', 'Mug'],
  ['{attribute:Nowhere} | {product} | {attribute:color}', 'Mug | Blue'],
])('the title %s is %s', (titleTemplate, title) => {
  expect(previewOf({ titleTemplate }).after).toMatchObject({ title });
});

test.each([
  ['{product} ({options})', 'Mug'],
  ['{product} [{attribute:Nope}]', 'Mug'],
  ['{attribute:Nope} – {product}', 'Mug'],
])('what is absent leaves no trace in %s', (titleTemplate, title) => {
  const product = soundProduct({ categories: [] }, soundVariant({ options: [] }));
  expect(previewOf({ titleTemplate }, product).after).toMatchObject({ title });
});

test('what a value is made of stays: a sign at its beginning, brackets, words but no markup', () => {
  const options = [{ name: 'Color', value: '<b>Red</b> &amp; Blue' }];
  const product = soundProduct({ title: '-20% Deal () {x}' }, soundVariant({ title: '', options }));
  expect(previewOf({ titleTemplate: '{product} | {options}' }, product).after).toMatchObject({
    title: '-20% Deal () {x} | Red & Blue',
  });
});

test('only a sale that is on makes a product cheap', () => {
  const exclude = [{ priceBelow: 1_000, because: 'too cheap' }];
  const sold = (from: string, until: string) =>
    previewOf(
      { exclude },
      soundProduct(
        {},
        soundVariant({ salePrice: money(100, currency('USD')), salePriceFrom: from, salePriceUntil: until }),
      ),
    ).verdict.status;
  expect(sold('2026-11-01T00:00:00Z', '2026-11-24T00:00:00Z')).toBe('listed');
  expect(sold('2026-11-26T00:00:00Z', '2026-11-27T00:00:00Z')).toBe('listed');
  expect(sold('2026-11-24T00:00:00Z', '2026-11-27T00:00:00Z')).toBe('excluded');
});

test('a title may hold what replacing takes for a pattern', () => {
  const parts = { title: 'a $& b', product: '$1', brand: undefined, options: [], attributes: [] };
  expect(compileTitle('{title} {product}')(parts)).toBe('a $& b $1');
});

test.each([
  [{ category: ['Home'] }, true],
  [{ category: ['Mugs'] }, false],
  [{ brand: 'cascade' }, true],
  [{ itemIds: ['mug-blue'] }, true],
  [{ attribute: { name: 'color', value: 'blue' } }, true],
  [{ titleContains: 'BLUE' }, true],
  [{ priceBelow: 1801 }, true],
  [{ priceBelow: 1800 }, false],
  [{ outOfStock: true }, false],
  [{ brand: 'cascade', outOfStock: true }, false],
])('a rule of %j keeps it out: %s', (conditions, isOut) => {
  const { verdict } = previewOf({ exclude: [{ because: 'We said so.', ...conditions }] });
  expect(verdict.status === 'excluded').toBe(isOut);
  if (isOut) expect(verdict.reasons[0]?.message).toContain('We said so.');
});

test.each([
  [{ exclude: [{ because: 'all' }] }, 'names no condition'],
  [{ titleTemplate: '{name}' }, 'may use'],
  [{ titleTemplate: '{brand' }, 'a brace that opens or closes no placeholder'],
  [{ titleTemplate: '{{brand}}' }, 'a brace that opens or closes no placeholder'],
  [{ titleTemplate: 'Only text' }, 'names no placeholder'],
])('rules of %j are refused', (rules, message) => {
  expect(mappingRulesSchema.safeParse(rules).error?.message).toContain(message);
});

describe('tracking', () => {
  const track = compileTracking({ utm_medium: 'feed', utm_source: 'chat gpt' });
  test.each([
    ['https://a.example/x', 'https://a.example/x?utm_medium=feed&utm_source=chat%20gpt'],
    ['https://a.example/x?b=1#top', 'https://a.example/x?b=1&utm_medium=feed&utm_source=chat%20gpt#top'],
    ['https://a.example/?utm_medium=own', 'https://a.example/?utm_medium=own&utm_source=chat%20gpt'],
    ['', ''],
  ])('of %s is %s', (address, tracked) => {
    expect(track(address)).toBe(tracked);
  });

  test('an address keeps what it had, and is tracked once', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        const tracked = track(address);
        expect(track(tracked)).toBe(tracked);
        const [before, after] = [new URL(address), new URL(tracked)];
        expect([after.origin, after.pathname, after.hash]).toEqual([
          before.origin,
          before.pathname,
          before.hash,
        ]);
        for (const [name, value] of before.searchParams)
          expect(after.searchParams.getAll(name)).toContain(value);
        expect(after.searchParams.get('utm_source')).toBeTruthy();
      }),
    );
  });
});

test('a preview shows what the shop has, what agents would read, and the verdict', () => {
  const product = soundProduct(
    { description: '<b>Blue</b>' },
    soundVariant({ salePrice: money(900, currency('USD')) }),
  );
  expect(previewOf({ titleTemplate: '{brand} {title}' }, product)).toMatchObject({
    before: { id: itemId('mug-blue'), title: 'Mug – Blue', description: '<b>Blue</b>', price: '18.00 USD' },
    after: { title: 'Cascade Mug – Blue', description: 'Blue', sale_price: '9.00 USD' },
    verdict: { status: 'listed' },
  });
});
