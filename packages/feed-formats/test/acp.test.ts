import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { products } from '../../commerce/test/support/products';
import { acpMetadata, acpUpserts, withdrawn } from '../src';
import { readJsonLines } from './support/parsers';
import { render } from './support/render';
import { NOW, settings, soundProduct, soundVariant } from './support/sound-products';

const directory = join(process.env['ORACLES_DIR'] ?? resolve(__dirname, '../../../../shared/oracles'), 'acp');
const schemaFile = join(directory, 'spec/2026-04-17/json-schema/schema.feed.json');
const here = existsSync(schemaFile);
const needed = process.env['ORACLES'] === 'required';
const testWithOracle = here || needed ? test : test.skip;

function validator(name: string) {
  if (!here) throw new Error(`The protocol's files are missing: set ORACLES_DIR (looked in ${directory}).`);
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
  const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true, validateSchema: false }));
  ajv.addSchema(schema);
  return ajv.compile({ $ref: `${schema.$id}#/$defs/${name}` });
}

const kind = { format: 'acp', encoding: 'jsonl' } as const;

testWithOracle('every line is a Product of the protocol', async () => {
  const validate = validator('Product');
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(products, { maxLength: 4 }), async (catalogue) => {
      const { bytes } = await render(kind, catalogue, settings());
      for (const product of readJsonLines(bytes)) {
        validate(product);
        expect(validate.errors ?? []).toEqual([]);
        seen += 1;
      }
    }),
  );
  expect(seen).toBeGreaterThan(20);
});

testWithOracle('metadata, upserts and withdrawals are the protocol’s', async () => {
  const metadata = validator('FeedMetadata');
  expect(metadata(acpMetadata('feed_1', settings(), NOW))).toBe(true);
  const upsert = validator('UpsertProductsRequest');
  const gone = withdrawn(soundProduct());
  for await (const { body } of acpUpserts([gone], { mostProducts: 10, mostBytes: 10_000 }))
    expect(upsert(JSON.parse(body))).toBe(true);
});

test('the price is what is paid now, and the regular one stands beside it', async () => {
  const variant = soundVariant({ salePrice: { ...soundVariant().price, amount: 1500 } });
  const { records } = await render(kind, [soundProduct({}, variant)], settings());
  expect(records[0]).toMatchObject({
    id: 'mug',
    variants: [
      {
        price: { amount: 1500, currency: 'USD' },
        list_price: { amount: 1800, currency: 'USD' },
        availability: { available: true, status: 'in_stock' },
      },
    ],
  });
});

test('upserts hold every product once, in order, within both limits', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(products, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 100, max: 20_000 }),
      async (catalogue, mostProducts, mostBytes) => {
        const wire = catalogue.map(withdrawn);
        const ids: string[] = [];
        for await (const { body, products } of acpUpserts(wire, { mostProducts, mostBytes })) {
          const { products: sent } = JSON.parse(body) as { products: { id: string }[] };
          expect(sent).toEqual(products);
          expect(sent.length).toBeLessThanOrEqual(mostProducts);
          if (sent.length > 1) expect(Buffer.byteLength(body)).toBeLessThanOrEqual(mostBytes);
          ids.push(...products.map(({ id }) => id));
        }
        expect(ids).toEqual(catalogue.map(({ id }) => id));
      },
    ),
  );
});
