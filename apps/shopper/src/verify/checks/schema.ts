import type { Exchange } from '../../http/exchange';
import { isObject } from '../../json/json';
import type { Check } from '../check';
import type { CheckContext } from '../context';
import { purchase, createBody, open, SESSIONS } from '../steps';
import { ensure, required } from '../verdict';
import { fetchDiscovery } from './discovery';

/** @throws CheckSkipped without the schema files, CheckFailed where the answer breaks the schema. */
function ensureValid(context: CheckContext, definition: string, exchange: Exchange): void {
  const schemas = required(context.schemas, "the protocol's schema files (--schemas <dir>)");
  const problems = schemas.violations(definition, exchange.body);
  ensure(problems.length === 0, `breaks ${definition}: ${problems.slice(0, 5).join('; ')}`, exchange);
}

const against = (
  id: string,
  what: string,
  definition: string,
  answer: (context: CheckContext) => Promise<Exchange>,
): Check => ({
  id,
  sentence: `answers ${what} as the official schema has it`,
  source: `schema ${definition}`,
  async run(context) {
    required(context.schemas, "the protocol's schema files (--schemas <dir>)");
    ensureValid(context, definition, await answer(context));
  },
});

const operations: readonly Check[] = [
  against('schema.create', 'create', 'CheckoutSession', async (context) => (await open(context)).exchange),
  against('schema.get', 'get', 'CheckoutSession', async (context) =>
    context.agent.get((await open(context)).path),
  ),
  against('schema.update', 'update', 'CheckoutSession', async (context) =>
    context.agent.post((await open(context)).path, context.dialect.buyer(context.data.contact)),
  ),
  against(
    'schema.complete',
    'complete',
    'CheckoutSessionWithOrder',
    async (context) => (await purchase(context)).exchange,
  ),
  against('schema.cancel', 'cancel', 'CheckoutSession', async (context) =>
    context.agent.post(`${(await open(context)).path}/cancel`, {}),
  ),
  against('schema.error', 'a wrong request', 'Error', (context) =>
    context.agent.post(SESSIONS, { ...createBody(context), [context.dialect.itemsField]: 'two' }),
  ),
];

const discovery: Check = {
  ...against('schema.discovery', 'discovery', 'DiscoveryResponse', fetchDiscovery),
  since: '2026-04-17',
};

/** Last of all: whatever the other checks were answered, odd states included, is held against the schema. */
const everything: Check = {
  id: 'schema.every-answer',
  sentence: 'answered every request of this run as the official schema has it',
  source: 'schemas CheckoutSession, Error',
  async run(context) {
    for (const exchange of context.exchanges) {
      if (!new URL(exchange.url).pathname.includes(SESSIONS)) continue;
      if (exchange.requestHeaders['api-version'] !== context.dialect.version || !isObject(exchange.body))
        continue;
      ensureValid(context, exchange.status < 300 ? 'CheckoutSession' : 'Error', exchange);
    }
    required(context.schemas, "the protocol's schema files (--schemas <dir>)");
  },
};

export const schemaChecks: readonly Check[] = [...operations, discovery];

export const closingChecks: readonly Check[] = [everything];
