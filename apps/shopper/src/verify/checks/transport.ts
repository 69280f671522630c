import { randomUUID } from 'node:crypto';
import { textAt, textsAt } from '../../json/read';
import type { Check } from '../check';
import { ensureFlatError } from '../flat-error';
import { createBody, SESSIONS, unknownId } from '../steps';
import { ensure, ensureStatus } from '../verdict';

const noToken: Check = {
  id: 'auth.missing',
  sentence: 'answers 401 with a flat error to a request without a bearer token',
  source: 'RFC agentic_checkout §3.1',
  async run(context) {
    ensureFlatError(await context.agent.post(SESSIONS, createBody(context), { authorization: null }), [401]);
  },
};

const wrongToken: Check = {
  id: 'auth.unknown-token',
  sentence: 'answers 401 to a token it never gave out, on reading too',
  source: 'RFC agentic_checkout §3.1',
  async run({ agent }) {
    const changes = { authorization: `Bearer ${randomUUID()}` };
    ensureFlatError(await agent.get(`${SESSIONS}/${unknownId()}`, changes), [401]);
  },
};

const noVersion: Check = {
  id: 'version.missing',
  sentence: 'answers 400 missing_api_version with supported_versions where API-Version is left out',
  source: 'RFC agentic_checkout §3.1; schema Error',
  async run(context) {
    const exchange = await context.agent.post(SESSIONS, createBody(context), { 'api-version': null });
    ensureFlatError(exchange, [400], 'missing_api_version');
    ensure(
      textsAt(exchange.body, 'supported_versions').length > 0,
      'supported_versions is missing',
      exchange,
    );
  },
};

const wrongVersion: Check = {
  id: 'version.unsupported',
  sentence: 'answers 400 unsupported_api_version with supported_versions to a version it does not know',
  source: 'RFC agentic_checkout §3.1; schema Error',
  async run(context) {
    const exchange = await context.agent.post(SESSIONS, createBody(context), { 'api-version': '1999-01-01' });
    ensureFlatError(exchange, [400], 'unsupported_api_version');
    ensure(
      textsAt(exchange.body, 'supported_versions').length > 0,
      'supported_versions is missing',
      exchange,
    );
  },
};

const echo = (id: string, header: string): Check => ({
  id,
  sentence: `echoes ${header}`,
  source: 'RFC agentic_checkout §3.1',
  async run(context) {
    const name = header.toLowerCase();
    const value = randomUUID();
    const exchange = await context.agent.post(SESSIONS, createBody(context), { [name]: value });
    ensureStatus(exchange, 201);
    ensure(
      exchange.headers[name] === value,
      `${header} "${value}" came back as "${exchange.headers[name] ?? ''}"`,
      exchange,
    );
  },
});

const brokenJson: Check = {
  id: 'transport.broken-json',
  sentence: 'answers broken JSON with 400 and a flat error',
  source: 'RFC agentic_checkout §3.1, §8',
  async run({ agent }) {
    const exchange = await agent.postText(SESSIONS, '{"items": [');
    ensureFlatError(exchange, [400]);
    ensure(
      textAt(exchange.body, 'type') === 'invalid_request',
      'the type is not "invalid_request"',
      exchange,
    );
  },
};

const contentType: Check = {
  id: 'transport.content-type',
  sentence: 'answers a body that is not application/json with 415 or 400 and a flat error',
  source: 'RFC agentic_checkout §3.1',
  async run({ agent }) {
    ensureFlatError(await agent.postText(SESSIONS, '<cart/>', { 'content-type': 'text/xml' }), [400, 415]);
  },
};

const unknownRoute: Check = {
  id: 'transport.unknown-route',
  sentence: 'answers an unknown path with 404 and a flat error',
  source: 'RFC agentic_checkout §3.1',
  async run({ agent }) {
    ensureFlatError(await agent.get(`/${unknownId()}`), [404]);
  },
};

const wrongMethod: Check = {
  id: 'transport.wrong-method',
  sentence: 'answers a method that a path does not have with 404 or 405 and a flat error',
  source: 'RFC agentic_checkout §3.1, §4',
  async run({ agent }) {
    ensureFlatError(await agent.send('DELETE', SESSIONS), [404, 405]);
  },
};

const jsonAnswers: Check = {
  id: 'transport.json-answers',
  sentence: 'answers with Content-Type application/json',
  source: 'RFC agentic_checkout §3.1',
  async run(context) {
    const exchange = await context.agent.post(SESSIONS, createBody(context));
    const type = exchange.headers['content-type'] ?? '';
    ensure(type.startsWith('application/json'), `Content-Type is "${type}"`, exchange);
  },
};

export const transportChecks: readonly Check[] = [
  noToken,
  wrongToken,
  noVersion,
  wrongVersion,
  echo('transport.request-id', 'Request-Id'),
  echo('transport.idempotency-key', 'Idempotency-Key'),
  brokenJson,
  contentType,
  unknownRoute,
  wrongMethod,
  jsonAnswers,
];
