import { currency, itemId } from '@acp-hub/commerce';
import type { Page, Product, Store } from '@acp-hub/connector';
import { getVariants } from '../src/catalogue/get-variants';
import { catalogueOf } from '../src/catalogue/list-products';
import { product as productSchema, variation as variationSchema } from '../src/catalogue/product-schema';
import { readProduct } from '../src/catalogue/read-product';
import { readItemId, writeItemId } from '../src/item-id';
import { describeRecorded, type Json } from './support/recordings';
import { startTape, type Asked, type Tape, type Told } from './support/tape';

const facts = {
  currency: currency('USD'),
  weightUnit: 'lb' as const,
  lengthUnit: 'in' as const,
  categories: new Map(),
  now: new Date('2026-11-23T17:00:00Z'),
};

let tape: Tape | undefined;
afterEach(async () => {
  await tape?.stop();
  tape = undefined;
});

describeRecorded('the catalogue, as the live shop answered', (recordings) => {
  const exchanges = () => recordings.all('03-catalog-paging');
  const known = (): ReadonlyMap<number, Json> =>
    new Map(
      exchanges()
        .flatMap(({ response }) => (Array.isArray(response.body) ? response.body : [response.body]))
        .filter(
          (body) => typeof body?.id === 'number' && body.type !== undefined && body.meta_data !== undefined,
        )
        .map((body) => [body.id, body]),
    );
  const tee = () => ({
    parent: productSchema.parse(known().get(16)),
    variations: [17, 18, 19, 20].map((id) => variationSchema.parse(known().get(id))),
  });
  const read = (own: Json, variations: Json[] = []) =>
    readProduct(
      productSchema.parse(own),
      variations.map((each) => variationSchema.parse(each)),
      facts,
    );

  test('variations say what they are, and one of any size is sold in every size', () => {
    const { parent, variations } = tee();
    const found = readProduct(parent, variations, facts);
    expect(found).toMatchObject({
      kind: 'product',
      leftOut: [],
      product: { id: '16', title: 'Logo Tee', updatedAt: '2026-11-23T16:58:37.000Z' },
    });
    const variants = found.kind === 'product' ? found.product.variants : [];
    expect(
      variants.map(({ id, price, salePrice, stock, options }) => [
        id,
        price.amount,
        salePrice?.amount,
        stock.status,
        options.map(({ value }) => value).join('/'),
      ]),
    ).toEqual([
      ['17', 1999, undefined, 'in_stock', 'Black/S'],
      ['18', 1999, 1499, 'in_stock', 'Black/M'],
      ['19', 2200, undefined, 'out_of_stock', 'Navy/L'],
      ['20~Size=S', 2100, undefined, 'in_stock', 'Olive/S'],
      ['20~Size=M', 2100, undefined, 'in_stock', 'Olive/M'],
      ['20~Size=L', 2100, undefined, 'in_stock', 'Olive/L'],
    ]);
  });

  test('a sale to come is announced with its days, and the price of today stands', () => {
    const vase = known().get(15);
    const found = read(vase);
    expect(found.kind === 'product' && found.product.variants).toMatchObject([
      {
        price: { amount: 4000 },
        salePrice: { amount: 3000 },
        salePriceFrom: expect.stringMatching(/^2027-01-01T/),
        salePriceUntil: expect.stringMatching(/^2027-02-0/),
      },
    ]);
  });

  test('every recorded product is read, or left out with a reason', () => {
    const all = [...known().values()].filter(({ type }) => type !== 'variation');
    expect(all.length).toBeGreaterThan(10);
    const results = all.map((own) => read(own));
    for (const result of results)
      if (result.kind === 'left_out') expect(result.leftOut.map(({ why }) => why.length > 5)).toContain(true);
  });

  test('texts lose their markup, entities and scripts', () => {
    const own = recordings.step('05-product-edge-cases/create-html-name').response.body;
    const found = read({ ...own, status: 'publish' });
    expect(found).toMatchObject({ product: { title: 'Bold & "Co" x', description: 'ok\n\nalert(1)' } });
    const worse = {
      ...own,
      description: '<p>A &amp; B</p><script>x()</script><style>p{}</style><ul><li>c</li></ul>',
    };
    expect(read(worse)).toMatchObject({ product: { description: 'A & B\n\n * c' } });
  });

  test('a product without a price is left out, with the reason', () => {
    const own = { ...known().get(10), price: '', regular_price: '' };
    expect(read(own)).toEqual({
      kind: 'left_out',
      leftOut: [{ id: '10', title: 'Canvas Tote', why: 'it has no price: enter one in the shop' }],
    });
  });

  test('what the shop lets nobody buy is left out, a variation by itself', () => {
    const why = expect.stringContaining('such as a catalogue mode');
    expect(read({ ...known().get(10), purchasable: false })).toEqual({
      kind: 'left_out',
      leftOut: [{ id: '10', title: 'Canvas Tote', why }],
    });
    const { parent, variations } = tee();
    const [first, ...others] = variations;
    const found = readProduct(parent, [{ ...first!, purchasable: false }, ...others], facts);
    expect(found.leftOut).toEqual([{ id: '17', productId: '16', title: 'Logo Tee', why }]);
    expect(found.kind === 'product' && found.product.variants.map(({ id }) => id)).not.toContain('17');
  });

  test('categories are paths from the top down; what only leads to another is none of its own', () => {
    const shop = [
      { id: 20, name: 'Clothing', parent: 0 },
      { id: 21, name: 'Hoodies &amp; Sweatshirts', parent: 20 },
      { id: 22, name: 'Sale', parent: 0 },
      { id: 30, name: 'Round', parent: 31 },
      { id: 31, name: 'About', parent: 30 },
    ];
    const categories = new Map(shop.map((each) => [each.id, each]));
    const paths = (...ids: readonly number[]) => {
      const own = ids.map((id) => ({ id, name: categories.get(id)?.name ?? `New ${id}` }));
      const found = readProduct(productSchema.parse({ ...known().get(10), categories: own }), [], {
        ...facts,
        categories,
      });
      if (found.kind !== 'product') throw new Error('It is left out.');
      return [found.product.categories, ...(found.product.furtherCategories ?? [])];
    };
    expect(paths(20, 21, 22)).toEqual([['Clothing', 'Hoodies & Sweatshirts'], ['Sale']]);
    expect(paths(22, 20)).toEqual([['Sale'], ['Clothing']]);
    expect(paths(99, 21)).toEqual([['Clothing', 'Hoodies & Sweatshirts'], ['New 99']]);
    expect(paths()).toEqual([[]]);
    expect(paths(30)).toEqual([['About', 'Round']]);
  });

  test('a price that is a number is a price, and a third decimal is rounded as the shop does', () => {
    const amount = (price: unknown) => {
      const found = read({ ...known().get(10), price, regular_price: price });
      return found.kind === 'product' && found.product.variants[0]?.price.amount;
    };
    expect([amount(24.99), amount('1.005'), amount('0'), amount('12,50'), amount(null)]).toEqual([
      2499,
      101,
      0,
      false,
      false,
    ]);
  });

  /** A shop of these products, with or without the list of variations of 10.3. */
  const shopOf =
    (across: boolean) =>
    ({ path, query }: Asked): Told | undefined => {
      const wanted = (query.get('include') ?? '').split(',').map(Number);
      const published = [10, 11, 13, 15, 16].map((id) => known().get(id));
      const { parent } = tee();
      if (path === 'wc/v3/products') {
        const items = query.has('include') ? published.filter(({ id }) => wanted.includes(id)) : published;
        return { headers: { 'x-wp-totalpages': '2' }, body: query.get('page') === '2' ? [] : items };
      }
      if (path === 'wc/v3/products/categories')
        return { body: [{ id: 15, name: 'Uncategorized', parent: 0 }] };
      if (path === 'wc/v3/variations' && across)
        return { body: query.has('include') ? wanted.map((id) => known().get(id)) : [{ id: 17 }] };
      if (path === `wc/v3/products/${parent.id}/variations`)
        return { body: parent.variations.map((id) => known().get(id)) };
      const own = known().get(Number(/products\/(\d+)$/.exec(path)?.[1]));
      return own === undefined ? undefined : { body: own };
    };

  const walk = async (listProducts: Store['listProducts']): Promise<Product[]> => {
    const items: Product[] = [];
    for (let cursor: string | undefined = '1'; cursor !== undefined;) {
      const page: Page<Product> = await listProducts({ cursor });
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return items;
  };
  const pathsSince = (start: number) =>
    tape!.asked.slice(start).map(({ path }) => path.replace('wc/v3/', ''));

  test.each([
    [
      'one by one',
      false,
      ['products', 'variations', 'products/16/variations', 'products/categories', 'products'],
      ['products', 'products/16/variations', 'products'],
    ],
    [
      'together, from 10.3 on',
      true,
      ['products', 'variations', 'products/categories', 'products', 'variations'],
      ['products', 'products', 'variations'],
    ],
  ])('variations are asked for %s', async (_name, across, asked, again) => {
    tape = await startTape(shopOf(across));
    const listProducts = catalogueOf(tape.shop);
    const found = [
      ['10', 1],
      ['11', 1],
      ['13', 1],
      ['15', 1],
      ['16', 6],
    ];
    expect((await walk(listProducts)).map(({ id, variants }) => [id, variants.length])).toEqual(found);
    expect(pathsSince(0)).toEqual(asked);
    expect((await walk(listProducts)).map(({ id, variants }) => [id, variants.length])).toEqual(found);
    expect(pathsSince(asked.length)).toEqual(again);
  });

  test('what changed is asked for in bare UTC, and a second earlier than the moment', async () => {
    tape = await startTape(shopOf(true));
    await catalogueOf(tape.shop)({ updatedSince: '2026-11-23T16:58:37.500Z' });
    expect(Object.fromEntries(tape.asked[0]!.query)).toMatchObject({
      modified_after: '2026-11-23T16:58:36',
      dates_are_gmt: 'true',
      orderby: 'id',
      order: 'asc',
    });
  });

  test('items are found whether they are products, variations or sizes of one', async () => {
    tape = await startTape(shopOf(false));
    const ids = ['10', '18', '20~Size=M', '20~Size=XXL', '999', 'nothing', '16'].map(itemId);
    const variants = await getVariants(tape.shop, ids);
    expect(variants.map(({ id }) => id).sort()).toEqual(['10', '18', '20~Size=M']);
  });
});

test('an item id reads back as it was written, and nothing else is one', () => {
  const keys = [
    { id: 20, choices: [] },
    { id: 20, choices: [['Größe & Farbe', 'S=M~L/%']] as const },
    {
      id: 1,
      choices: [
        ['a', ''],
        ['b', 'c'],
      ] as const,
    },
  ];
  for (const key of keys) expect(readItemId(writeItemId(key))).toEqual(key);
  for (const text of ['', '0', '-1', '1.5', '01', '20~', '20~~', 'x', '20~a=b~c', '1e3', '%', '20~a=%zz'])
    expect(readItemId(text)).toBeUndefined();
});
