import { acpVersions, errorCodes, MERCHANT_SIGNATURE_HEADER, newestVersion } from '@acp-hub/acp';
import { componentSchemas, errorReference, inEveryVersion, type Json } from './components';
import { operations, type Operation } from './operations';

const DESCRIPTION = `The Agentic Commerce Protocol as this server speaks it, in ${acpVersions.length} versions: \`API-Version\` names the one a request is written in, and the answer comes in the same. Each version's bodies are under *Schemas*, named \`<Body>.<version>\`.

Amounts are integers in the minor unit of the session's currency. Unknown fields in requests are ignored.

A \`POST\` carries an \`Idempotency-Key\`: repeated with the same body, it repeats the answer and changes nothing; with another body it is refused. Keys are kept for 48 hours, answers of status 500 and above are not: such a request may simply be sent again.

Errors have the flat body \`Error\`; \`param\` is a JSONPath to what is wrong.`;

const header = (name: string, description: string, schema: Json, required: boolean): Json => ({
  name,
  in: 'header',
  required,
  description,
  schema,
});

const text: Json = { type: 'string', minLength: 1, maxLength: 255 };
const content = (schema: Json, example?: Json): Json => ({
  'application/json': { schema, ...(example && { example }) },
});
const requestId = header(
  'Request-Id',
  'Comes back as it was sent, and stands in the server’s logs',
  text,
  false,
);
const apiVersion = header(
  'API-Version',
  'The version the request is written in',
  { type: 'string', enum: acpVersions, example: newestVersion },
  true,
);
const idempotencyKey = header(
  'Idempotency-Key',
  'New for each operation, the same for its retries; required from 2026-04-17 on',
  text,
  false,
);

/** The kinds of refusal, each with its codes and the statuses they come with. */
function refusals(): Json {
  const of = (first: number): Json => ({
    description: Object.entries(errorCodes)
      .filter(([, { status }]) => status >= first && status < first + 100)
      .map(([code, { status }]) => `\`${code}\` (${status})`)
      .join(', '),
    content: content(errorReference),
  });
  return { '4XX': of(400), '5XX': of(500) };
}

function describe(operation: Operation): Json {
  const {
    id,
    tag,
    summary,
    description,
    body,
    answer,
    path,
    isPublic,
    scope,
    query = [],
    ownBody,
  } = operation;
  const inPath = path.includes('{id}')
    ? [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }]
    : [];
  const inQuery = query.map((name) => ({
    name,
    in: 'query',
    required: false,
    schema: name === 'limit' ? { type: 'integer', minimum: 1, maximum: 1_000 } : { type: 'string' },
  }));
  const ofProtocol = scope === undefined ? [apiVersion, ...(body === undefined ? [] : [idempotencyKey])] : [];
  const headers = [...ofProtocol, requestId];
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(isPublic ? { security: [] } : {}),
    ...(scope === undefined ? {} : { security: [{ operatorToken: [scope] }] }),
    parameters: [...inPath, ...inQuery, ...(isPublic ? [] : headers)],
    ...(body && {
      requestBody: { required: body.required, content: content(inEveryVersion(body.part), body.example) },
    }),
    ...(ownBody && { requestBody: { required: true, content: content(ownBody.schema, ownBody.example) } }),
    responses: {
      [answer.status]: { description: answer.description, content: content(answer.schema) },
      ...(isPublic ? {} : refusals()),
    },
  };
}

function paths(): Json {
  const found: Record<string, Json> = {};
  for (const operation of operations) {
    found[operation.path] = { ...found[operation.path], [operation.method]: describe(operation) };
  }
  return found;
}

/** The hub's public face as an OpenAPI 3.1 document, made from the schemas that requests and answers are held to. */
export const openApiDocument = () => ({
  openapi: '3.1.0',
  info: {
    title: 'acp-hub',
    version: newestVersion,
    description: DESCRIPTION,
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  security: [{ agentToken: [] }],
  paths: paths(),
  webhooks: {
    orderEvent: {
      post: {
        operationId: 'receiveOrderEvent',
        tags: ['Orders'],
        summary: 'What happened to an order, sent to the agent’s webhook address',
        description:
          'In the version the checkout was opened in, unless the agent is set up for another. Sent again for days until it is answered with 2xx; the latest state wins.',
        security: [],
        parameters: [
          header(
            MERCHANT_SIGNATURE_HEADER,
            '`t=<unix seconds>,v1=<hex>`: HMAC-SHA256 of `<t>.<body>` under the webhook secret',
            { type: 'string' },
            true,
          ),
        ],
        requestBody: { required: true, content: content(inEveryVersion('orderEvent')) },
        responses: { '2XX': { description: 'Received' } },
      },
    },
  },
  components: {
    securitySchemes: {
      agentToken: {
        type: 'http' as const,
        scheme: 'bearer',
        description: 'Names one merchant, one shop, one agent and one mode: acp_test_… or acp_live_…',
      },
      operatorToken: {
        type: 'http' as const,
        scheme: 'bearer',
        description: 'Names one merchant and what may be done for it: acp_op_…, from `hub operator add`',
      },
    },
    schemas: componentSchemas(),
  },
});
