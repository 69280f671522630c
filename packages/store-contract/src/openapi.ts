import { z } from 'zod';
import { storeError, errorStatus, type StoreErrorCode } from './error';
import { storeEvent } from './event';
import { operations, type Operation } from './operations';
import { contractRegistry } from './registry';
import { CONTRACT_VERSION } from './version';

type Json = Record<string, unknown>;

const DESCRIPTION = `What a self-built store implements to sell through acp-hub.

Amounts are integer minor units of the store's currency, times RFC 3339 in UTC. Unknown fields are ignored by both sides, so that the contract can grow.

Every request carries \`Store-Signature: t=<unix seconds>,v1=<hex>\`, where v1 is HMAC-SHA256 of \`<t>.<body>\` (the exact bytes; an empty body for GET) under the shared secret; both sides refuse a signature more than 300 seconds off, and compare in constant time. Events of the store are signed the same way.

Every write carries an \`Idempotency-Key\`: the same key with the same body repeats the answer, with another body it answers 409 \`idempotency_conflict\`. A refused write leaves the key free.`;

/** Any endpoint may answer these. */
const COMMON_ERRORS: readonly StoreErrorCode[] = [
  'invalid_request',
  'signature_invalid',
  'rate_limited',
  'internal_error',
  'unavailable',
];

const header = (name: string, description: string, required: boolean): Json => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
});

const reference = (schema: z.ZodType): Json => {
  const id = contractRegistry.get(schema)?.id;
  if (id === undefined) throw new Error('A schema of an operation has no name in the registry.');
  return { $ref: `#/components/schemas/${id}` };
};

const content = (schema: z.ZodType): Json => ({ 'application/json': { schema: reference(schema) } });

function parametersOf(operation: Operation): Json[] {
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(operation.query?.shape ?? {}).map(([name, schema]) => {
    const { $schema: _, ...jsonSchema } = z.toJSONSchema(schema as z.ZodType, { io: 'input' });
    return { name, in: 'query', required: false, schema: jsonSchema };
  });
  return [
    ...inPath,
    ...inQuery,
    header('Store-Contract-Version', 'Absent means the store’s newest', false),
    header('Store-Signature', 't=<unix seconds>,v1=<hex>', true),
    ...(operation.write ? [header('Idempotency-Key', 'At most 255 characters', true)] : []),
  ];
}

function responsesOf(operation: Operation): Json {
  const successes = Object.entries(operation.answers).map(([status, schema]) => [
    status,
    { description: status === '201' ? 'Made' : 'Success', content: content(schema) },
  ]);
  const codes = [...operation.errors, ...COMMON_ERRORS];
  const failures = [...new Set(codes.map((code) => errorStatus[code]))].map((status) => {
    const ofStatus = codes.filter((code) => errorStatus[code] === status).map((code) => `\`${code}\``);
    return [String(status), { description: ofStatus.join(', '), content: content(storeError) }];
  });
  return Object.fromEntries([...successes, ...failures]) as Json;
}

function pathsOf(): Json {
  const paths: Record<string, Json> = {};
  for (const [operationId, operation] of Object.entries<Operation>(operations)) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: {
        operationId,
        summary: operation.summary,
        parameters: parametersOf(operation),
        ...(operation.body && { requestBody: { required: true, content: content(operation.body) } }),
        responses: responsesOf(operation),
      },
    };
  }
  return paths;
}

function componentsOf(): Json {
  const { schemas } = z.toJSONSchema(contractRegistry, {
    io: 'input',
    uri: (id) => `#/components/schemas/${id}`,
  });
  return Object.fromEntries(
    Object.entries(schemas)
      .sort(([a], [b]) => a.localeCompare(b, 'en'))
      .map(([id, { $schema: _schema, $id: _id, ...rest }]) => [id, rest]),
  );
}

/** The contract as an OpenAPI 3.1 document, made from the schemas alone. */
export const openApiDocument = (): Json => ({
  openapi: '3.1.0',
  info: {
    title: 'acp-hub store contract',
    version: CONTRACT_VERSION,
    description: DESCRIPTION,
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  paths: pathsOf(),
  webhooks: {
    storeEvent: {
      post: {
        operationId: 'receiveStoreEvent',
        summary: 'Tell the hub of a change; repeat until it answers 2xx',
        parameters: [header('Store-Signature', 't=<unix seconds>,v1=<hex>', true)],
        requestBody: { required: true, content: content(storeEvent) },
        responses: { '2XX': { description: 'Received' } },
      },
    },
  },
  components: { schemas: componentsOf() },
});
