import { isLoaded } from '@foxglove/wasm-zstd';
import fc from 'fast-check';
import type { Product } from '@acp-hub/commerce';
import {
  joinGroups,
  newWatches,
  OPENAI_PARQUET_COLUMNS,
  packDocuments,
  type PackedGroup,
  type Slice,
} from '../src';
import { makeSlice } from '../src/slices/slice';
import { readParquet } from './support/parsers';
import { render } from './support/render';
import { NOW, settings, soundProduct } from './support/sound-products';

/** As whoever has the slices made on threads does: each by itself, and again where it repeats something. */
async function inSlices(products: readonly Product[], size: number) {
  await isLoaded;
  const order = { settings: settings(), now: NOW, mostRows: 3 };
  const { ids, skus } = newWatches();
  const slices: Slice[] = [];
  for (let from = 0; from < products.length; from += size) {
    let slice = makeSlice(order, { documents: packDocuments(products.slice(from, from + size)) });
    const seen = { ids: ids.among(slice.keys.ids), skus: skus.among(slice.keys.skus) };
    if (seen.ids.length + seen.skus.length > 0)
      slice = makeSlice(order, { documents: slice.documents, seen });
    ids.note(slice.keys.ids);
    skus.note(slice.keys.skus);
    slices.push(slice);
  }
  async function* groups(): AsyncGenerator<PackedGroup> {
    for (const slice of slices) yield* slice.groups;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of joinGroups(groups(), OPENAI_PARQUET_COLUMNS)) chunks.push(chunk);
  return {
    rows: await readParquet(Buffer.concat(chunks)),
    verdicts: slices.flatMap((slice) => slice.verdicts),
  };
}

/** Products of which some repeat the ids or the SKUs of others. */
const products = fc
  .array(fc.record({ id: fc.nat({ max: 12 }), sku: fc.nat({ max: 12 }) }), { maxLength: 14 })
  .map((all) =>
    all.map(({ id, sku }): Product => {
      const sound = soundProduct();
      return {
        ...sound,
        id: `p${id}`,
        variants: sound.variants.map((one, index) => ({
          ...one,
          id: `v${id}-${index}` as typeof one.id,
          productId: `p${id}`,
          sku: `s${sku}-${index}`,
        })),
      };
    }),
  );

test('slices make the same rows and verdicts as the whole', async () => {
  await fc.assert(
    fc.asyncProperty(products, fc.integer({ min: 1, max: 6 }), async (catalogue, size) => {
      const whole = await render({ format: 'openai', encoding: 'parquet' }, catalogue, settings());
      const { rows, verdicts } = await inSlices(catalogue, size);
      expect(rows).toEqual(await readParquet(whole.bytes));
      expect(verdicts).toEqual(whole.verdicts.filter(({ reasons }) => reasons.length > 0));
    }),
    { numRuns: 60 },
  );
});
