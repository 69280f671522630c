import { createFakeWooCommerce, type FakeWooCommerce, type ShopDefinition } from '@acp-hub/fake-woocommerce';
import { encodingsOf, feedFormats, type Encoding } from '@acp-hub/feed-formats';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { itemIdsIn, readFeedFile } from '../../../../packages/feed-formats/test/support/read-feed-file';
import { migratedDatabase } from '../support/database';
import { commandLineOf } from '../support/operator';

type Products = NonNullable<ShopDefinition['products']>;

/** With all that every format asks for, unless told. */
const goods = (id: number, more: Partial<Products[number]> = {}): Products[number] => ({
  id,
  name: `Good &amp; ${id}`,
  sku: `SKU-${id}`,
  regular_price: '24.99',
  description: '<p>Made for <b>tests</b>.</p>',
  brands: ['Atlas'],
  image: `https://shop.example/${id}.jpg`,
  ...more,
});

/** @param prices of variations that cost something else. */
const sized = (
  id: number,
  sizes: Readonly<Record<number, string>>,
  prices: Readonly<Record<number, string>> = {},
) =>
  goods(id, {
    type: 'variable',
    regular_price: '',
    attributes: { Size: ['S', 'M', 'L'] },
    variations: Object.entries(sizes).map(([own, Size]) => ({
      id: Number(own),
      sku: `SKU-${own}`,
      regular_price: prices[Number(own)] ?? '19.99',
      options: Size === '' ? {} : { Size },
    })),
  });

/** As shops are: what is fine, and one of each thing that keeps a product out. */
const shop: ShopDefinition = {
  name: 'Atlas Goods',
  opened: '2026-11-01T08:00:00',
  keys: [
    {
      consumer_key: 'ck_atlas_read_write',
      consumer_secret: 'cs_atlas_read_write',
      permissions: 'read_write',
    },
  ],
  next_id: 1_000,
  products: [
    goods(10),
    goods(11, { sale_price: '19.99', stock: 3 }),
    goods(12, { virtual: true, downloadable: true }),
    sized(20, { 21: 'S', 22: 'M' }),
    // Any size.
    sized(30, { 31: '' }),
    goods(40, { stock_status: 'outofstock' }),
    goods(50, { global_unique_id: '4006381333932' }),
    goods(60, { brands: [] }),
    goods(61, { image: undefined as never }),
    goods(62, { description: '' }),
    goods(63, { regular_price: '0' }),
    goods(64, { stock: 0, backorders: 'notify' }),
    sized(65, { 66: 'S', 67: 'S' }),
    goods(70, { regular_price: '' }),
    goods(71, { type: 'grouped' }),
    goods(72, { type: 'external' }),
    sized(73, { 74: 'S', 75: 'M' }, { 75: '' }),
    goods(80, { status: 'draft' }),
  ],
};

const folder = mkdtempSync(join(tmpdir(), 'acp-hub-woocommerce-'));
let fake: FakeWooCommerce;
let database: Awaited<ReturnType<typeof migratedDatabase>>;
let hub: ReturnType<typeof commandLineOf>;

beforeAll(async () => {
  fake = await createFakeWooCommerce({ shop });
  database = await migratedDatabase();
  hub = commandLineOf(database);
  const [key] = shop.keys;
  const { consumer_key, consumer_secret } = key!;
  const config = { url: await fake.listen(), consumer_key, consumer_secret };
  const account = { baseUrl: 'http://127.0.0.1:1', apiKey: 'sk_sandbox_a', merchantId: 'acct_a' };
  await hub(['tenant', 'add', '--name', 'Atlas']);
  await hub([
    ...['connection', 'add', '--name', 'shop', '--currency', 'USD', '--connector', 'woocommerce'],
    ...['--config', JSON.stringify(config), '--payment-config', JSON.stringify(account)],
  ]);
}, 60_000);
afterAll(async () => {
  await fake.close();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Items that are in every feed. */
const FINE = ['10', '11', '12', '21', '22', '31~Size=S', '31~Size=M', '31~Size=L', '40', '50', '66', '74'];

const everywhere = [...feedFormats];
const butAcp = everywhere.filter((format) => format !== 'acp');

/** By item: what keeps it out, and of which formats. */
const keptOut: Readonly<Record<string, readonly [code: string, says: string, formats: readonly string[]]>> = {
  60: ['value_missing', 'It has no brand.', butAcp],
  61: ['value_missing', 'It has no picture.', everywhere],
  62: ['value_missing', 'It has no description.', butAcp],
  63: ['price_missing', 'It has no price, or a price of zero.', everywhere],
  64: [
    'date_missing',
    'It is sold ahead of its availability, and does not say when it will be there.',
    ['google'],
  ],
  67: ['options_repeat', 'Another variant of the product has the same options.', everywhere],
};

/** By product: why there is nothing in it, or less, that any feed could be told of. */
const leftOut: Readonly<Record<string, string>> = {
  70: 'It has no price: enter one in the shop.',
  71: 'A grouped product is a list of others, which are sold by themselves: there is nothing to do.',
  72: 'An external product is sold by another site: there is nothing to do.',
  73: 'Its variant 75 is left out: it has no price: enter one in the shop.',
};

interface Published {
  readonly formats: readonly {
    readonly format: string;
    readonly encoding: Encoding;
    readonly listed: number;
    readonly excluded: number;
    readonly files: readonly { readonly name: string }[];
  }[];
  readonly kept_out: readonly {
    readonly item_ids: readonly string[];
    readonly reasons: readonly { code: string; message: string; action: string; formats: string[] }[];
  }[];
  readonly left_out: readonly {
    readonly product_id: string;
    readonly title: string;
    readonly reason: string;
  }[];
}

let published: Published;
beforeAll(async () => {
  const answer = await hub(['feeds', 'publish-all', '--folder', folder, '--json']);
  published = answer.json();
}, 120_000);

test('the catalogue is in every format, but for what is kept out of it', async () => {
  const kinds = published.formats.map(({ format, encoding }) => `${format} ${encoding}`);
  expect(kinds).toEqual(
    feedFormats.flatMap((format) => encodingsOf[format].map((each) => `${format} ${each}`)),
  );
  for (const { format, encoding, listed, excluded, files } of published.formats) {
    const out = Object.keys(keptOut).filter((id) => keptOut[id]![2].includes(format));
    const expected = [...FINE, ...Object.keys(keptOut).filter((id) => !out.includes(id))].sort();
    const ids = (await readFeedFile(encoding, join(folder, files[0]!.name))).flatMap(itemIdsIn);
    expect([format, encoding, ids.map(String).sort()]).toEqual([format, encoding, expected]);
    expect([listed, excluded]).toEqual([expected.length, out.length]);
  }
});

test('each item that is kept out is explained, with what to do', () => {
  const told = published.kept_out.flatMap(({ item_ids, reasons }) =>
    item_ids.map(
      (id) => [id, reasons.map(({ code, message, formats }) => [code, message, formats])] as const,
    ),
  );
  expect(Object.fromEntries(told)).toEqual(
    Object.fromEntries(Object.entries(keptOut).map(([id, reason]) => [id, [reason]])),
  );
  for (const { action } of published.kept_out.flatMap(({ reasons }) => reasons)) expect(action).toMatch(/\w/);
});

test('everything is named that the shop has and nobody can buy', () => {
  expect(
    Object.fromEntries(published.left_out.map(({ product_id, reason }) => [product_id, reason])),
  ).toEqual(leftOut);
  expect(published.left_out.map(({ title }) => title)).toEqual([
    'Good & 70',
    'Good & 71',
    'Good & 72',
    'Good & 73',
  ]);
});

test.each(Object.entries(keptOut))(
  'explain says of item %s what publishing says',
  async (id, [code, says, formats]) => {
    const explained = (await hub(['feeds', 'explain', id, '--json'])).json() as {
      format: string;
      items: {
        item_id: string;
        status: string;
        reasons: { code: string; severity: string; message: string }[];
      }[];
    }[];
    const out = explained.filter(({ items }) => items[0]?.status === 'excluded');
    expect(out.map(({ format }) => format)).toEqual(formats);
    for (const { items } of out)
      expect(items).toMatchObject([
        { item_id: id, reasons: expect.arrayContaining([expect.objectContaining({ code, message: says })]) },
      ]);
  },
);

test.each(['70', '71', '72'])('explain says of product %s why no feed has it', async (id) => {
  const { code, out, json } = await hub(['feeds', 'explain', id, '--json']);
  expect([code, json()]).toEqual([
    0,
    [{ found: 'left_out', product_id: id, title: `Good & ${id}`, reason: leftOut[id] }],
  ]);
  expect((await hub(['feeds', 'explain', id])).out).toContain(leftOut[id]);
  expect(out).not.toContain('listed');
});

test('explain knows no draft', async () => {
  expect(await hub(['feeds', 'explain', '80'])).toMatchObject({
    code: 1,
    error: expect.stringContaining('The catalogue has no 80.'),
  });
});
