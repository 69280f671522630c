import { createDemoStore, Faults, type DemoStore } from '@acp-hub/demo-store';
import { encodingsOf, feedFormats, type Encoding } from '@acp-hub/feed-formats';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itemIdsIn, readFeedFile } from '../../../../packages/feed-formats/test/support/read-feed-file';
import { openCatalogueWorld, type CatalogueWorld } from '../support/catalogue-world';
import { commandLineOf } from '../support/operator';

/*
 * What shops really send, by the whole way: a store over HTTP, its connector, a sync, a file in each format as its
 * receiver reads it, and the verdict.
 */

const SECRET = 'shared by shop and hub';
const RTL = 'حقيبة ظهر للرحلات 🎒👨‍👩‍👧‍👦';
const HOSTILE =
  '<h1>Warm</h1><script>alert("paid")</script><style>b{color:red}</style>' +
  `<p onclick="steal()">${'Soft & light 🧦 <b>wool</b>. '.repeat(4_000)}</p>`;

type Wire = Record<string, unknown> & { readonly id: string };
type Row = Readonly<Record<string, unknown>>;

let folder: string;
let store: DemoStore;
let world: CatalogueWorld;
let hub: ReturnType<typeof commandLineOf>;
const listed = new Map<string, readonly Row[]>();
let report: {
  readonly kept_out: readonly {
    readonly product_id: string;
    readonly reasons: readonly { readonly code: string; readonly message: string }[];
  }[];
  readonly left_out: readonly { readonly product_id: string; readonly reason: string }[];
  readonly remarks: readonly { readonly code: string; readonly examples: readonly string[] }[];
  readonly formats: readonly Readonly<Record<string, unknown>>[];
};

const variant = (id: string, more: object = {}): Wire => ({
  ...{ id, title: `Item ${id}`, sku: id.toUpperCase(), price: 1_000 },
  ...{ stock: { status: 'in_stock' }, options: [], image_urls: [], requires_shipping: true },
  ...more,
});

const product = (id: string, more: object = {}, variants: readonly Wire[] = [variant(`${id}-1`)]): Wire => ({
  ...{ id, title: `Product ${id}`, description: 'Made of wool.', url: `https://shop.example/${id}` },
  ...{ brand: 'Atlas', categories: ['Things'], image_urls: [`https://shop.example/${id}.jpg`] },
  ...{ currency: 'USD', updated_at: '2026-11-01T00:00:00Z', ...more },
  variants,
});

const products: readonly Wire[] = [
  product('sound'),
  product('no-price', {}, [variant('no-price-1', { price: null })]),
  product('price-of-zero', {}, [variant('price-of-zero-1', { price: 0 })]),
  product('no-brand', { brand: null }),
  product('no-picture', { image_urls: null }),
  product('no-title', { title: null }, [variant('no-title-1', { title: '' })]),
  product('hostile', { description: HOSTILE }),
  product('sku-one', {}, [variant('sku-one-1', { sku: 'TWICE' })]),
  product('sku-two', {}, [variant('sku-two-1', { sku: 'TWICE' })]),
  product(
    'thousand',
    {},
    Array.from({ length: 1_000 }, (_, at) =>
      variant(`thousand-${at}`, { options: [{ name: 'Number', value: String(at) }] }),
    ),
  ),
  product('yen', { currency: 'JPY', language: 'ja' }, [variant('yen-1', { price: 1_999 })]),
  product('dinar', { currency: 'KWD', language: 'ar' }, [variant('dinar-1', { price: 1_999 })]),
  product('rtl', { title: RTL, language: 'ar' }, [variant('rtl-1', { title: RTL })]),
  product('formula', { description: '=1+1' }, [
    variant('formula-1', { title: '=HYPERLINK("http://evil.example","Win")' }),
  ]),
  product('formula-id', {}, [variant('=cmd|calc', { sku: '@SUM(A1)' })]),
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'odd-products-'));
  const faults = new Faults();
  store = await createDemoStore({ dataDirectory: folder, faults, access: { cascade: { secret: SECRET } } });
  const url = await store.listen();
  faults.inject(
    'cascade',
    'listProducts',
    { kind: 'answer', status: 200, body: { items: products, deleted_ids: [] } },
    Infinity,
  );
  world = await openCatalogueWorld();
  hub = commandLineOf(world.database);
  await hub(['tenant', 'add', '--name', 'Cascade']);
  const connection = await hub([
    ...['connection', 'add', '--name', 'main', '--currency', 'USD', '--connector', 'custom'],
    ...['--config', JSON.stringify({ base_url: `${url}/cascade`, secret: SECRET })],
    ...['--payment-config', '{"baseUrl":"https://pay.example","apiKey":"k","merchantId":"m"}'],
  ]);
  expect(connection.error).toBe('');
  const published = await hub(['feeds', 'publish-all', '--folder', join(folder, 'feeds'), '--json']);
  report = published.json() as typeof report;
  for (const { format, encoding, files } of report.formats) {
    const [{ name }] = files as [{ name: string }];
    const rows = await readFeedFile(encoding as Encoding, join(folder, 'feeds', name));
    listed.set(`${String(format)} ${String(encoding)}`, rows);
  }
}, 120_000);
afterAll(async () => {
  await world.close();
  await store.close();
  await rm(folder, { recursive: true });
});

const kinds = feedFormats.flatMap((format) => encodingsOf[format].map((encoding) => `${format} ${encoding}`));
const flatKinds = kinds.filter((kind) => !kind.startsWith('acp'));
const rowsIn = (kind: string): readonly Row[] => listed.get(kind)!;
const idsIn = (kind: string) => rowsIn(kind).flatMap(itemIdsIn);
const rowOf = (kind: string, id: string): Row => {
  const row = rowsIn(kind).find((each) => itemIdsIn(each).includes(id));
  if (row === undefined) throw new Error(`${kind} has no ${id}.`);
  return row;
};
const codesOf = (productId: string) =>
  report.kept_out.find(({ product_id }) => product_id === productId)?.reasons.map(({ code }) => code);

test('what has no price at all is not read, and told of by its place', async () => {
  expect(report.left_out).toMatchObject([
    { product_id: 'no-price', reason: expect.stringContaining('Its variants.0.price') },
  ]);
  const status = (await hub(['catalog', 'status', '--json'])).json();
  expect(status).toMatchObject([
    { products: products.length - 1, last_run: { rejected: 1 }, left_out: [{ product_id: 'no-price' }] },
  ]);
});

test.each([
  ['price-of-zero', 'price_missing', 'no price'],
  ['no-brand', 'value_missing', 'no brand'],
  ['no-picture', 'value_missing', 'no picture'],
  ['no-title', 'value_missing', 'no title'],
])('%s is kept out, and its owner told: %s, %s', (id, code, words) => {
  expect(codesOf(id)).toEqual([code]);
  const { reasons } = report.kept_out.find(({ product_id }) => product_id === id)!;
  expect(reasons[0]?.message).toContain(words);
  for (const kind of flatKinds) expect(idsIn(kind)).not.toContain(`${id}-1`);
});

test.each(kinds)('%s holds everything else, each item once', (kind) => {
  const out = new Set(['price-of-zero', 'no-picture', 'no-title', 'no-price']);
  if (!kind.startsWith('acp')) out.add('no-brand');
  if (/csv|tsv/.test(kind)) out.add('formula-id');
  const wanted = products.filter(({ id }) => !out.has(id)).flatMap(({ variants }) => variants as Wire[]);
  expect(idsIn(kind).sort()).toEqual(wanted.map(({ id }) => id).sort());
});

test.each(kinds)('%s tells a hostile description as plain text, cut between letters', (kind) => {
  const row = rowOf(kind, 'hostile-1');
  const [nested] = (row.variants ?? []) as { description?: { plain?: string } }[];
  const text = nested === undefined ? (row.description as string) : nested.description!.plain!;
  expect(text.startsWith('Warm')).toBe(true);
  expect(text).toContain('Soft & light 🧦 wool.');
  expect(text).not.toMatch(/<|alert|steal|color:red/);
  expect(text).not.toMatch(/\p{Surrogate}/u);
  expect(text.length).toBeLessThanOrEqual(5_000);
});

test.each(flatKinds)('%s gives each price the decimals of its currency', (kind) => {
  expect(rowOf(kind, 'sound-1').price).toBe('10.00 USD');
  expect(rowOf(kind, 'yen-1').price).toBe('1999 JPY');
  expect(rowOf(kind, 'dinar-1').price).toBe('1.999 KWD');
});

test('currency and language are kept as the platform gives them', async () => {
  const rows = await world.rows<{ product_id: string; document: Row }>(
    `SELECT product_id, document FROM hub.catalog_products WHERE product_id IN ('yen', 'dinar', 'sound')`,
  );
  const kept = rows.map(({ product_id, document: { language, variants } }) => [
    ...[product_id, language, (variants as { price: object }[])[0]?.price],
  ]);
  expect(kept.sort()).toEqual([
    ['dinar', 'ar', { amount: 1_999, currency: 'KWD' }],
    ['sound', undefined, { amount: 1_000, currency: 'USD' }],
    ['yen', 'ja', { amount: 1_999, currency: 'JPY' }],
  ]);
});

test.each(flatKinds)('%s keeps letters from right to left and joined emoji', (kind) => {
  expect(rowOf(kind, 'rtl-1').title).toBe(RTL);
});

test('no spreadsheet runs what a shop wrote, and others read it as it was written', () => {
  for (const kind of ['openai csv', 'openai tsv', 'google tsv', 'stripe csv']) {
    const cells = Object.values(rowOf(kind, 'formula-1')).filter((cell) => typeof cell === 'string');
    expect(cells.filter((cell) => /^[=+@-]/.test(cell))).toEqual([]);
    expect(cells.some((cell) => cell.startsWith("'=HYPERLINK"))).toBe(true);
  }
  expect(rowOf('openai jsonl', 'formula-1')).toMatchObject({
    title: '=HYPERLINK("http://evil.example","Win")',
    description: '=1+1',
  });
  expect(codesOf('formula-id')).toEqual(['id_looks_like_formula']);
});

test('a sample is the first products alone', async () => {
  const sample = join(folder, 'sample');
  const { code, out } = await hub(['feeds', 'publish-all', '--first', '6', '--folder', sample]);
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringMatching(/^The first 6 of 14 products/) });
  const rows = await readFeedFile('jsonl', join(sample, 'openai', 'products-0001.jsonl.gz'));
  expect(rows.flatMap(itemIdsIn)).toEqual(['sound-1', 'hostile-1']);
});

test('an SKU of two products is a warning to the second', () => {
  const remark = report.remarks.find(({ code }) => code === 'sku_repeated');
  expect(remark?.examples).toEqual(['sku-two']);
});
