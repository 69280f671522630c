import type { Page, Product, Store } from '@acp-hub/connector';
import type { ShopDefinition } from '@acp-hub/fake-woocommerce';
import { closeStores, openStore } from './support/open-store';
import { usdNet } from './support/shops';

afterEach(closeStores);

const COUNT = 250;
const SIZES = ['S', 'M', 'L'];

/** Every seventh product has three variations, and one has as many as two calls answer. */
const shop = (version: string): ShopDefinition => ({
  ...usdNet,
  version,
  next_id: 100_000,
  products: Array.from({ length: COUNT }, (_each, index) => {
    const id = 1_000 + index * 200;
    const own = { id, name: `P ${id}`, sku: `P-${id}`, regular_price: '10.00' };
    const count = index === 120 ? 150 : index % 7 === 0 ? SIZES.length : 0;
    if (count === 0) return own;
    const sizes = Array.from({ length: count }, (_size, place) => SIZES[place] ?? `Size ${place}`);
    return {
      ...own,
      regular_price: '',
      type: 'variable' as const,
      attributes: { Size: sizes },
      variations: sizes.map((Size, place) => ({
        id: id + 1 + place,
        sku: `P-${id + 1 + place}`,
        regular_price: '12.00',
        options: { Size },
      })),
    };
  }),
});

/** @param storeFor the one that answers a page. */
async function walk(storeFor: () => Promise<Pick<Store, 'listProducts'>>): Promise<Product[]> {
  const items: Product[] = [];
  let cursor: string | undefined;
  do {
    const store = await storeFor();
    const page: Page<Product> = await store.listProducts(cursor === undefined ? {} : { cursor });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return items;
}

const byId = (products: readonly Product[]) => products.toSorted((a, b) => Number(a.id) - Number(b.id));

/** Addresses name the port the shop happened to get. */
const withoutHost = (products: readonly Product[]): unknown =>
  JSON.parse(JSON.stringify(byId(products)).replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, ''));

test('variations by the hundred, product by product, and in as many processes, yield the same catalogue', async () => {
  const before = await openStore(shop('10.0.2'));
  const catalogue = await walk(async () => before.store);
  expect(catalogue).toHaveLength(COUNT);

  const later = await openStore(shop('10.3.0'));
  expect(withoutHost(await walk(async () => later.store))).toEqual(withoutHost(catalogue));

  const other = await openStore(shop('10.3.0'));
  const inPieces = await walk(async () => other.reopen());
  expect(withoutHost(inPieces)).toEqual(withoutHost(catalogue));
});

test('a walk that goes on late reads anew what waited', async () => {
  let now = new Date('2026-11-25T12:00:00Z');
  const { store, fake } = await openStore(shop('10.3.0'), { clock: { now: () => now } });
  const first = await store.listProducts({});
  const waiting = first.nextCursor!.split('~')[1]!.split('.');
  expect(waiting.length).toBeGreaterThan(0);
  fake.books.products.set(waiting[0]!, { ...fake.books.products.get(waiting[0]!)!, name: 'Renamed' });
  const titleOf = async () =>
    [await store.listProducts({ cursor: first.nextCursor! })]
      .flatMap(({ items }) => items)
      .find(({ id }) => id === waiting[0])?.title;
  expect(await titleOf()).toBe(`P ${waiting[0]}`);
  now = new Date('2026-11-25T12:01:00Z');
  expect(await titleOf()).toBe('Renamed');
});

test.each(['0', '-1', 'x', '1~', '1~a', '1~2..3', '1.5', '~2'])('%s is no cursor', async (cursor) => {
  const { store } = await openStore(usdNet);
  await expect(store.listProducts({ cursor })).rejects.toMatchObject({
    failure: { kind: 'rejected' },
    message: expect.stringContaining('begin without one'),
  });
});

test('categories are read once, all of them, and again where a product stands in a new one', async () => {
  let now = new Date('2026-11-30T12:00:00Z');
  const categories = Array.from({ length: 130 }, (_each, index) => ({
    ...{ id: 100 + index, name: `C${index}`, slug: `c${index}` },
    parent: index === 0 ? 0 : 99 + index,
  }));
  const products = [{ id: 10, name: 'Deep', sku: 'A', regular_price: '10.00', categories: [100, 228] }];
  const { store, fake } = await openStore(
    { ...usdNet, categories: categories.slice(0, 129), products },
    { clock: { now: () => now } },
  );
  const list = async () => (await store.listProducts({})).items[0]!.categories;
  const calls = () =>
    fake.journal.entries().filter(({ path }) => path.endsWith('/products/categories')).length;
  const names = categories.map(({ name }) => name);
  expect([await list(), await list(), calls()]).toEqual([names.slice(0, 129), names.slice(0, 129), 2]);

  Object.assign(fake.books.shop, { categories });
  fake.books.products.set('10', { ...fake.books.products.get('10')!, categories: [229] });
  now = new Date('2026-11-30T12:09:00Z');
  expect([await list(), calls()]).toEqual([['C129'], 2]);
  now = new Date('2026-11-30T12:10:00Z');
  expect([await list(), calls()]).toEqual([names, 4]);
});
