import { z } from 'zod';
import { acpVersions, codecOf, discoverySchema, errorSchema } from '../src';

describe.each(acpVersions)('%s', (version) => {
  const { schemas } = codecOf(version);

  test.each(['create', 'update', 'complete', 'cancel'] as const)('%s converts to JSON Schema', (name) => {
    expect(z.toJSONSchema(schemas[name], { io: 'input' })).toMatchObject({ type: 'object' });
  });

  test.each(['session', 'order', 'orderEvent'] as const)('%s converts, and is closed', (name) => {
    expect(z.toJSONSchema(schemas[name])).toMatchObject({ type: 'object', additionalProperties: false });
  });
});

test.each([
  ['discovery', discoverySchema],
  ['error', errorSchema],
])('%s converts to JSON Schema', (_, schema) => {
  expect(z.toJSONSchema(schema)).toMatchObject({ type: 'object', additionalProperties: false });
});
