import type { Product, Page } from '@acp-hub/connector';
import type { ShopDefinition } from '@acp-hub/fake-woocommerce';
import { closeStores, openStore } from './support/open-store';
import { usdNet } from './support/shops';

afterEach(closeStores);

const table: (readonly [what: string, most: number, calls: number])[] = [];
afterAll(() => {
  const rows = table.map(([what, most, calls]) => `${what.padEnd(60)}${calls} of ${most}`);
  process.stdout.write(`\nHTTP calls to the shop for a catalogue of 10,000\n${rows.join('\n')}\n`);
});

/** How long it takes says more of the machine than of the connector: only the calls are judged. */
const PATIENCE_MS = 900_000;

/** Of ten thousand products some have three variations each. */
const large = (version: string, hasVariations: (index: number) => boolean): ShopDefinition => ({
  ...usdNet,
  version,
  next_id: 100_000,
  products: Array.from({ length: 10_000 }, (_each, index) => {
    const id = 1_000 + index * 4;
    const plain = { id, name: `P ${id}`, sku: `P-${id}`, regular_price: '10.00' };
    if (!hasVariations(index)) return plain;
    const variation = (offset: number, Size: string) => ({
      id: id + offset,
      sku: `P-${id + offset}`,
      regular_price: '12.00',
      options: { Size },
    });
    return {
      ...plain,
      regular_price: '',
      type: 'variable' as const,
      attributes: { Size: ['S', 'M', 'L'] },
      variations: [variation(1, 'S'), variation(2, 'M'), variation(3, 'L')],
    };
  }),
});

const oneOnEveryPage = (index: number) => index % 100 === 0;
const allOnOnePage = (index: number) => index < 100;

/** Before 10.3 one call for each that has variations, from then on one for a hundred variations. */
test.each([
  ['100 have variations, one on each page, before 10.3', '10.0.2', oneOnEveryPage, 101 + 100],
  ['100 have variations, one on each page, from 10.3 on', '10.3.0', oneOnEveryPage, 101 + 3],
  ['100 have variations, all on one page, from 10.3 on', '10.3.0', allOnOnePage, 101 + 3],
])(
  'a catalogue of 10,000, of which %s, takes no more calls than it may',
  async (name, version, hasVariations, most) => {
    const shop = large(version, hasVariations);
    const { fake, store } = await openStore(shop);
    // Reads the shop's settings and categories, once in six hours.
    await store.listProducts({});
    fake.journal.clear();
    let variants = 0;
    let cursor: string | undefined;
    do {
      const page: Page<Product> = await store.listProducts(cursor === undefined ? {} : { cursor });
      variants += page.items.flatMap((product) => product.variants).length;
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    const calls = fake.journal.entries().length;
    table.push([name, most, calls]);
    const further = shop.products!.filter((_each, index) => hasVariations(index)).length * 2;
    expect(variants).toBe(10_000 + further);
    expect(calls).toBeLessThanOrEqual(most);
  },
  PATIENCE_MS,
);
