import { itemId } from '@acp-hub/commerce';
import fc from 'fast-check';
import { products } from '../../commerce/test/support/products';
import { encodingsOf, feedFormats, type FeedKind } from '../src';
import { readDelimited, readJsonLines, readParquet, readRss } from './support/parsers';
import { render } from './support/render';
import { settings, soundProduct, soundVariant } from './support/sound-products';

/** Every random product is listed but for what no feed can tell: without price, description, picture or title. */
const wanted = settings({ mapping: { defaultBrand: 'Own' } });
const catalogues = fc.array(products, { maxLength: 5 });

type Row = Record<string, unknown>;

const asText = (cell: unknown): string => {
  if (cell === undefined) return '';
  if (Array.isArray(cell)) return cell.join(',');
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
};

/** What a reader has who knows of no defusing: an apostrophe may stand before what looks like a formula. */
const undefused = (text: string): string => (/^'[=+\-@\t\r＝＋－＠]/.test(text) ? text.slice(1) : text);

const isPresent = ([, cell]: [string, unknown]): boolean => cell !== undefined && cell !== '';

const readers: Record<string, (bytes: Buffer) => Promise<Row[]> | Row[]> = {
  jsonl: readJsonLines,
  csv: (bytes) => readDelimited(bytes, ','),
  tsv: (bytes) => readDelimited(bytes, '\t'),
  parquet: readParquet,
  rss: readRss,
};

/** How a record looks once it was read back, encoding by encoding. */
const expectations: Record<string, (record: Row, read: Row) => void> = {
  jsonl: (record, read) => expect(read).toEqual(JSON.parse(JSON.stringify(record))),
  csv: (record, read) => expectText(record, read),
  tsv: (record, read) => expectText(record, read),
  parquet: (record, read) =>
    expect(
      Object.fromEntries(Object.entries(read).filter(([, cell]) => cell !== undefined && cell !== null)),
    ).toEqual(
      Object.fromEntries(
        Object.entries(record)
          .filter(([, cell]) => cell !== undefined)
          .map(([name, cell]) => [name, typeof cell === 'object' ? asText(cell) : cell]),
      ),
    ),
  rss: (record, read) =>
    expect(read).toEqual(
      Object.fromEntries(
        Object.entries(record)
          .filter(isPresent)
          .map(([name, cell]) => [
            name,
            Array.isArray(cell) ? (cell.length === 1 ? cell[0] : cell) : asText(cell),
          ]),
      ),
    ),
};

function expectText(record: Row, read: Row): void {
  const shown = Object.entries(read).map(([name, text]) => [name, undefused(text as string)]);
  const told = Object.keys(read).map((name) => [name, undefused(asText(record[name]))]);
  expect(shown).toEqual(told);
}

const kinds: FeedKind[] = feedFormats.flatMap((format) =>
  encodingsOf[format].map((encoding) => ({ format, encoding })),
);

test.each(kinds)('$format as $encoding reads back as it was written', async (kind) => {
  let listed = 0;
  await fc.assert(
    fc.asyncProperty(catalogues, async (catalogue) => {
      const { bytes, records, verdicts } = await render(kind, catalogue, wanted);
      const read = await readers[kind.encoding]!(bytes);
      expect(read).toHaveLength(records.length);
      records.forEach((record, index) => expectations[kind.encoding]!(record, read[index]!));
      expect(verdicts).toHaveLength(catalogue.flatMap(({ variants }) => variants).length);
      listed += records.length;
    }),
    { numRuns: 60 },
  );
  expect(listed).toBeGreaterThan(20);
});

test.each(kinds)('$format as $encoding of no products is a file all the same', async (kind) => {
  const { bytes } = await render(kind, [], wanted);
  expect(await readers[kind.encoding]!(bytes)).toEqual([]);
});

test('RSS leaves out what XML cannot say', async () => {
  const seller = { ...wanted.seller, name: 'A\u0001B\ud800 & Co' };
  const id = itemId('mug\u0002\ufffe');
  const { bytes } = await render(
    { format: 'google', encoding: 'rss' },
    [soundProduct({}, soundVariant({ id }))],
    { ...wanted, seller },
  );
  expect(bytes.toString()).toContain('<title>AB &amp; Co</title>');
  expect(readRss(bytes)).toMatchObject([{ id: 'mug' }]);
});

test.each([',', '\t'])('no cell begins as a formula does (delimiter %j)', async (delimiter) => {
  const format = delimiter === ',' ? ('stripe' as const) : ('google' as const);
  const encoding = delimiter === ',' ? ('csv' as const) : ('tsv' as const);
  await fc.assert(
    fc.asyncProperty(
      products,
      fc.constantFrom('=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1'),
      async (product, bad) => {
        const hostile = { ...product, title: bad, brand: bad, description: bad };
        const variants = hostile.variants.map((variant) => ({ ...variant, title: bad, mpn: bad }));
        const { bytes } = await render({ format, encoding }, [{ ...hostile, variants }], wanted);
        for (const row of readDelimited(bytes, delimiter))
          for (const cell of Object.values(row))
            if (/^[=+\-@\t\r＝＋－＠]/.test(cell)) expect(cell).toMatch(/^[-+]?\d[\d., ]*( [A-Z]{3})?$/);
      },
    ),
    { numRuns: 60 },
  );
});
