import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument, operations, quote } from '../src';
import { soundQuote } from './samples';

const document = openApiDocument() as { paths: Record<string, Record<string, never>>; components: object };

test('docs/store-contract.openapi.json is what the schemas say (npm run openapi writes it)', () => {
  const written = readFileSync(join(__dirname, '../../../docs/store-contract.openapi.json'), 'utf8');
  expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(document)));
});

test('every operation stands in the document', () => {
  expect(Object.keys(operations)).toHaveLength(10);
  for (const { method, path } of Object.values(operations))
    expect(document.paths[path]).toHaveProperty(method.toLowerCase());
});

describe('as JSON Schema, for stores not written in TypeScript', () => {
  const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
  ajv.addSchema({ $id: 'contract', components: document.components });
  const validate = ajv.compile({ $ref: 'contract#/components/schemas/Quote' });

  test('it accepts what zod accepts', () => {
    expect(validate(soundQuote())).toBe(true);
  });

  test.each([
    ['a fraction of a cent', { totals: { ...soundQuote().totals, total: 0.5 } }],
    ['a missing list', { messages: undefined }],
    ['a local time', { expires_at: '2026-11-23T12:30:00+01:00' }],
  ])('it refuses, like zod, %s', (_name, change) => {
    const damaged = JSON.parse(JSON.stringify({ ...soundQuote(), ...change })) as object;
    expect(validate(damaged)).toBe(false);
    expect(quote.safeParse(damaged).success).toBe(false);
  });
});
