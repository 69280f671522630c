import fc from 'fast-check';
import { parquetMetadataAsync } from 'hyparquet';
import { hash } from 'node:crypto';
import { encodeParquet } from '../src/encode/parquet/encode-parquet';
import type { ParquetColumn } from '../src/encode/parquet/column';
import type { Row } from '../src/row';
import { readParquet } from './support/parsers';

const COLUMNS: readonly ParquetColumn[] = [
  { name: 'id', type: 'STRING', repeats: 'never' },
  { name: 'colour', type: 'STRING', repeats: 'anywhere' },
  { name: 'text', type: 'STRING', repeats: 'beside' },
  { name: 'images', type: 'STRING', repeats: 'never' },
  { name: 'isDigital', type: 'BOOLEAN', repeats: 'anywhere' },
  { name: 'days', type: 'INT32', repeats: 'anywhere' },
];

const sometimes = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });

const rowsOf = (count: number) =>
  fc.array(
    fc.record({
      id: fc.string({ unit: 'grapheme', maxLength: 40 }),
      colour: sometimes(fc.constantFrom('rot', 'grün', '赤', '')),
      text: sometimes(fc.constantFrom('Gut.', 'Très bien.')),
      images: sometimes(fc.array(fc.constantFrom('https://a.example/1', 'https://b.example/ü'))),
      isDigital: sometimes(fc.boolean()),
      days: sometimes(fc.integer({ min: 0, max: 400 })),
    }),
    { minLength: count, maxLength: count },
  );

async function encode(batches: readonly (readonly Row[])[]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of encodeParquet(batches, COLUMNS)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Lists are text, and what is absent is null. */
const asRead = (row: Row): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, cell]) => [name, Array.isArray(cell) ? cell.join(',') : (cell ?? null)]),
  );

const groupsOf = async (bytes: Buffer): Promise<number[]> => {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  return (await parquetMetadataAsync(file)).row_groups.map(({ num_rows }) => Number(num_rows));
};

test('rows of any batches read back as they were, group by group', async () => {
  await fc.assert(
    fc.asyncProperty(rowsOf(450), fc.integer({ min: 1, max: 450 }), async (rows, cut) => {
      const bytes = await encode([rows.slice(0, cut), [], rows.slice(cut)]);
      await expect(groupsOf(bytes)).resolves.toEqual([200, 250]);
      expect(await readParquet(bytes)).toEqual(rows.map(asRead));
    }),
    { numRuns: 10 },
  );
});

test('a group holds ten thousand rows, with texts of any length', async () => {
  const row = (index: number): Row => ({
    id: `${index} ${'ä'.repeat(index % 50)}`,
    colour: `colour ${index % 7}`,
    text: `text ${Math.floor(index / 3)}`,
    images: undefined,
    isDigital: index % 2 === 0,
    days: index % 30,
  });
  const rows = Array.from({ length: 10_500 }, (_, index) => row(index));
  rows[10_300] = { ...row(10_300), id: '😀'.repeat(100_000) };
  const bytes = await encode([rows]);
  await expect(groupsOf(bytes)).resolves.toEqual([200, 10_000, 300]);
  expect(await readParquet(bytes)).toEqual(rows.map(asRead));
});

test('a group of long texts ends early', async () => {
  const rows = Array.from({ length: 1_400 }, (_, index) => ({ id: `${index} ${'ü'.repeat(20_000)}` }));
  const bytes = await encode([rows]);
  await expect(groupsOf(bytes)).resolves.toEqual([200, 900, 300]);
  const digests = (all: readonly { readonly id?: unknown }[]) =>
    all.map(({ id }) => hash('sha1', String(id)));
  expect(digests(await readParquet(bytes))).toEqual(digests(rows));
});

test('the first rows are handed out before the others are asked for', async () => {
  let asked = 0;
  function* batches(): Generator<readonly Row[]> {
    for (;;) {
      asked += 1;
      yield Array.from({ length: 50 }, (_, index) => ({ id: `${asked}-${index}` }));
    }
  }
  const chunks = encodeParquet(batches(), COLUMNS)[Symbol.asyncIterator]();
  await expect(chunks.next()).resolves.toMatchObject({ done: false, value: Buffer.from('PAR1') });
  const first = await chunks.next();
  expect(first.done).toBe(false);
  expect(first.value?.length).toBeGreaterThan(200);
  expect(asked).toBe(4);
  await chunks.return?.(undefined);
});
