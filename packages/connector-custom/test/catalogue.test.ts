import { itemId } from '@acp-hub/commerce';
import type { LeftOut } from '@acp-hub/connector';
import { productPage, type WireProduct } from '@acp-hub/store-contract';
import { failureOf, openStoreWorld, type StoreWorld } from './support/store-world';

let world: StoreWorld;
let running: StoreWorld['running'];
let store: StoreWorld['store'];
let answerNext: StoreWorld['answerNext'];
beforeEach(async () => {
  world = await openStoreWorld();
  ({ running, store, answerNext } = world);
});
afterEach(() => world.close());

test('variants of many ids come in several requests, each once', async () => {
  const { body } = await running.at('cascade').get('/products?limit=100');
  const ids = productPage.parse(body).items.flatMap(({ variants }) => variants.map(({ id }) => itemId(id)));
  const asked = [...ids, ...Array.from({ length: 120 }, (_, index) => itemId(`unknown-${index}`)), ids[0]!];
  const found = await store.getVariants(asked);
  expect(found.map(({ id }) => id).sort()).toEqual([...ids].sort());
});

test('an item that two products have is each of theirs', async () => {
  const { body } = await running.at('cascade').get('/products?limit=2');
  const [one, other] = productPage.parse(body).items;
  const [first] = one?.variants ?? [];
  if (one === undefined || other === undefined || first === undefined) throw new Error('The store is empty.');
  const items = [one, { ...other, variants: [{ ...first, price: first.price + 1 }] }];
  answerNext('listProducts', { items });
  const found = await store.getVariants([itemId(first.id)]);
  expect(found.map(({ productId, price }) => [productId, price.amount])).toEqual([
    [one.id, first.price],
    [other.id, first.price + 1],
  ]);
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
