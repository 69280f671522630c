import { currency, itemId, money, type Product } from '@acp-hub/commerce';
import {
  feedOptionsSchema,
  packDocuments,
  type FeedKind,
  type FeedSettings,
  type ProductDocuments,
  type Verdict,
} from '@acp-hub/feed-formats';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { CatalogueEntry } from '../../src/catalog/ports';
import { changedProducts } from '../../src/feeds/render/changed-products';
import { renderFeed, type RenderOrder } from '../../src/feeds/render/render-feed';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'render-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const settings: FeedSettings = {
  ...feedOptionsSchema.parse({}),
  seller: { name: 'Shop', url: 'https://shop.example', links: [] },
};

const product = (index: number, more: Partial<Product> = {}): Product => ({
  id: `p${index}`,
  title: `Product ${index}`,
  description: 'Good.',
  url: `https://shop.example/p${index}`,
  brand: 'Own',
  categories: [],
  imageUrls: ['https://shop.example/p.jpg'],
  updatedAt: '2026-11-01T00:00:00Z',
  variants: ['s', 'l'].map((size) => ({
    id: itemId(`p${index}-${size}`),
    productId: `p${index}`,
    title: `Product ${index} ${size}`,
    mpn: `${index}${size}`,
    price: money(1000 + index, currency('USD')),
    stock: { status: 'in_stock' },
    options: [{ name: 'Size', value: size }],
    imageUrls: [],
    requiresShipping: true,
  })),
  ...more,
});

async function* inBatches(products: readonly Product[], size: number): AsyncGenerator<ProductDocuments> {
  for (let from = 0; from < products.length; from += size)
    yield packDocuments(products.slice(from, from + size));
}

const parquet: FeedKind = { format: 'openai', encoding: 'parquet' };

const order = (more: Partial<RenderOrder> = {}): RenderOrder => ({
  feedId: 'feed_1',
  kind: { format: 'openai', encoding: 'jsonl' },
  settings,
  now: new Date('2026-11-25T12:00:00Z'),
  folder,
  name: 'products',
  ...more,
});

const lines = async (path: string): Promise<{ item_id: string }[]> =>
  gunzipSync(await readFile(path))
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

test('every item is in one of the files, in order, none of them longer than allowed', async () => {
  const catalogue = Array.from({ length: 50 }, (_, index) => product(index));
  const { files, tally } = await renderFeed(
    inBatches(catalogue, 7),
    order({ limits: { rows: 33, bytes: 1e9 } }),
  );
  expect(files.map(({ name, rows }) => [name, rows])).toEqual([
    ['products-0001.jsonl.gz', 33],
    ['products-0002.jsonl.gz', 33],
    ['products-0003.jsonl.gz', 33],
    ['products-0004.jsonl.gz', 1],
  ]);
  const items = (await Promise.all(files.map(({ path }) => lines(path)))).flat();
  expect(items.map(({ item_id }) => item_id)).toEqual(
    catalogue.flatMap(({ variants }) => variants.map(({ id }) => id)),
  );
  expect(tally.items).toEqual({ listed: 100, listed_with_warnings: 0, excluded: 0 });
});

test('a file that is as large as allowed is followed by another', async () => {
  const noise = (index: number) => Array.from({ length: 40 }, (_, at) => Math.sin(index * 99 + at)).join(' ');
  const catalogue = Array.from({ length: 400 }, (_, index) => product(index, { description: noise(index) }));
  const { files } = await renderFeed(
    inBatches(catalogue, 10),
    order({ limits: { rows: 1e9, bytes: 40_000 } }),
  );
  expect(files.length).toBeGreaterThan(1);
  expect(files.reduce((sum, { rows }) => sum + rows, 0)).toBe(800);
  for (const { path, bytes } of files) expect((await readFile(path)).length).toBe(bytes);
});

test('exactly full files leave no empty one behind', async () => {
  const catalogue = Array.from({ length: 4 }, (_, index) => product(index));
  const { files } = await renderFeed(inBatches(catalogue, 2), order({ limits: { rows: 4, bytes: 1e9 } }));
  expect(files.map(({ rows }) => rows)).toEqual([4, 4]);
});

test.each<FeedKind>([
  { format: 'openai', encoding: 'parquet' },
  { format: 'openai', encoding: 'csv' },
  { format: 'google', encoding: 'rss' },
  { format: 'stripe', encoding: 'csv' },
])('a catalogue of nothing is one whole file of $format as $encoding', async (kind) => {
  const { files, tally } = await renderFeed(inBatches([], 1), order({ kind }));
  expect(files).toHaveLength(1);
  expect(files[0]?.bytes).toBeGreaterThan(10);
  expect(tally.items).toEqual({ listed: 0, listed_with_warnings: 0, excluded: 0 });
});

test('the protocol’s own format is a plain file of its name beside its description', async () => {
  const kind = { format: 'acp', encoding: 'jsonl' } as const;
  await renderFeed(inBatches([product(1), product(2)], 1), order({ kind, name: 'agents' }));
  expect((await readdir(folder)).sort()).toEqual(['metadata.json', 'products.jsonl']);
  const [first, second, end] = (await readFile(join(folder, 'products.jsonl'), 'utf8')).split('\n');
  expect([JSON.parse(first!).id, JSON.parse(second!).id, end]).toEqual(['p1', 'p2', '']);
  expect(JSON.parse(await readFile(join(folder, 'metadata.json'), 'utf8'))).toMatchObject({
    id: 'feed_1',
    target_country: 'US',
  });
});

test('verdicts that say anything are told of, and a reader that fails fails the rendering', async () => {
  const verdicts: Verdict[] = [];
  const unpriced = product(2);
  const free = unpriced.variants.map((variant) => ({ ...variant, price: money(0, currency('USD')) }));
  const { tally, files } = await renderFeed(
    inBatches([product(1), { ...unpriced, variants: free }], 1),
    order({ onVerdicts: (some) => void verdicts.push(...some) }),
  );
  expect(verdicts.map(({ itemId: id, status }) => [id, status])).toEqual([
    ['p2-s', 'excluded'],
    ['p2-l', 'excluded'],
  ]);
  expect(files[0]?.rows).toBe(2);
  expect(tally).toMatchObject({ items: { listed: 2, excluded: 2 }, reasons: { price_missing: 2 } });

  async function* broken(): AsyncGenerator<ProductDocuments> {
    yield packDocuments([product(1)]);
    throw new Error('connection lost');
  }
  await expect(renderFeed(broken(), order())).rejects.toThrow('connection lost');
  await expect(renderFeed(broken(), order({ kind: parquet }))).rejects.toThrow('connection lost');
});

describe('Parquet, made in slices on threads', () => {
  const long = 'All of it is good. '.repeat(5_000);
  const fare = async (kind: FeedKind, catalogue: readonly Product[], limits?: RenderOrder['limits']) => {
    const verdicts: Verdict[] = [];
    const onVerdicts = (some: readonly Verdict[]) => void verdicts.push(...some);
    const rendered = await renderFeed(
      inBatches(catalogue, 8),
      order({ kind, onVerdicts, ...(limits && { limits }) }),
    );
    return { ...rendered, verdicts };
  };

  test('a catalogue fares as in one piece, though what repeats is far away from what it repeats', async () => {
    const repeating = [...Array(130).keys()].map((index) => {
      const { variants, ...rest } = product(index % 60 === 59 ? index - 50 : index, { description: long });
      return { ...rest, variants: variants.map((one) => ({ ...one, sku: `SKU ${index % 61} ${one.id}` })) };
    });
    const [whole, sliced] = [
      await fare({ format: 'openai', encoding: 'jsonl' }, repeating),
      await fare(parquet, repeating),
    ];
    expect(whole.tally.reasons).toMatchObject({ item_id_repeated: 4 });
    expect(sliced.tally).toEqual(whole.tally);
    expect(sliced.verdicts).toEqual(whole.verdicts);
    expect(sliced.files.map(({ rows }) => rows)).toEqual(whole.files.map(({ rows }) => rows));
  });

  test('no file is longer than allowed', async () => {
    const catalogue = [...Array(50).keys()].map((index) => product(index));
    const { files } = await fare(parquet, catalogue, { rows: 33, bytes: 1e9 });
    expect(files.map(({ rows }) => rows)).toEqual([32, 32, 32, 4]);
    expect(files.reduce((sum, { rows }) => sum + rows, 0)).toBe(100);
    for (const { path, bytes } of files) {
      const file = await readFile(path);
      expect([file.length, file.subarray(-4).toString()]).toEqual([bytes, 'PAR1']);
    }
  });

  test('what a thread throws, and who stops it, ends the rendering', async () => {
    async function* unreadable(): AsyncGenerator<ProductDocuments> {
      const { bytes } = packDocuments([product(1)]);
      yield { bytes: bytes.fill('x'.charCodeAt(0), 10), count: 1 };
    }
    await expect(renderFeed(unreadable(), order({ kind: parquet }))).rejects.toThrow('is not valid JSON');
    const signal = AbortSignal.abort(new Error('stopped'));
    const stopped = renderFeed(inBatches([product(1)], 1), order({ kind: parquet, signal }));
    await expect(stopped).rejects.toThrow('stopped');
  });
});

test('what is gone, or kept out since, is withdrawn from a Feed API', async () => {
  const entry = (one: Product, isDeleted = false): CatalogueEntry => ({
    productId: one.id,
    changeSeq: 1,
    isDeleted,
    product: one,
  });
  const half = product(3);
  const [first, second] = half.variants;
  const changes = [
    entry(product(1)),
    entry(product(2), true),
    entry({ ...half, variants: [first!, { ...second!, price: money(0, currency('USD')) }] }),
    entry(product(4, { imageUrls: [] })),
  ];
  async function* batches() {
    yield changes;
  }
  const told = [];
  for await (const one of changedProducts(batches(), settings, new Date('2026-11-25T12:00:00Z')))
    told.push([
      ...[one.upsert.id, one.withdrawn],
      ...one.upsert.variants.map(({ availability }) => availability?.status),
    ]);
  expect(told).toEqual([
    ['p1', 0, 'in_stock', 'in_stock'],
    ['p2', 2, 'discontinued', 'discontinued'],
    ['p3', 1, 'in_stock', 'discontinued'],
    ['p4', 2, 'discontinued', 'discontinued'],
  ]);
});
