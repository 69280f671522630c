import { randomUUID } from 'node:crypto';
import { interceptors } from 'undici';
import { ConnectorError, type ConnectorFailure } from '@acp-hub/connector';
import { causeOf, inStore, misreporting, withFailure, type Mutant } from './mutant';

export const webhookMutants: readonly Mutant[] = [
  {
    does: 'does not see what a webhook is about',
    caughtBy: 'webhook.genuine',
    mutate: inStore(({ parseWebhook }) => ({
      parseWebhook(request) {
        const event = parseWebhook!(request);
        return event && { ...event, subject: { kind: 'none' } };
      },
    })),
  },
  {
    does: 'accepts a forged webhook',
    caughtBy: 'webhook.forged',
    mutate: inStore(({ parseWebhook }) => ({
      parseWebhook: (request) => parseWebhook!(request) ?? { id: 'forged', subject: { kind: 'none' } },
    })),
  },
  {
    does: 'accepts a webhook that is not signed at all',
    caughtBy: 'webhook.forged',
    mutate: inStore(({ parseWebhook }) => ({
      parseWebhook: (request) =>
        request.headers['x-shop-signature'] === undefined
          ? { id: 'unsigned', subject: { kind: 'none' } }
          : parseWebhook!(request),
    })),
  },
  {
    does: 'gives a webhook another id each time',
    caughtBy: 'webhook.duplicates',
    mutate: inStore(({ parseWebhook }) => ({
      parseWebhook(request) {
        const event = parseWebhook!(request);
        return event && { ...event, id: randomUUID() };
      },
    })),
  },
];

export const handOffMutants: readonly Mutant[] = [
  {
    does: 'hands over to an address that is none',
    caughtBy: 'hand_off.url',
    mutate: inStore(() => ({ handOffUrl: async () => '/checkout/1' })),
  },
];

/** Misreports what `listProducts` ran into. */
const listing = (mutate: (error: ConnectorError) => Error): Mutant['mutate'] =>
  inStore(({ listProducts }) => ({ listProducts: (query) => misreporting(listProducts(query), mutate) }));

const listingAs = (
  applies: (error: ConnectorError) => boolean,
  failure: ConnectorFailure,
): Mutant['mutate'] => listing((error) => (applies(error) ? withFailure(error, failure) : error));

export const faultMutants: readonly Mutant[] = [
  {
    does: 'takes an unreachable shop for a wrong address',
    caughtBy: 'faults.unreachable',
    mutate: listingAs((error) => causeOf(error) === 'ECONNREFUSED', { kind: 'config' }),
  },
  {
    does: 'takes a failing shop for a refusal',
    caughtBy: 'faults.server_error',
    mutate: listingAs(({ status }) => status === 503, { kind: 'rejected', reason: { code: 'other' } }),
  },
  {
    does: 'throws what the socket threw',
    caughtBy: 'faults.cut',
    mutate: listing((error) =>
      ['UND_ERR_SOCKET', 'ECONNRESET'].includes(causeOf(error) ?? '') ? new Error('socket hang up') : error,
    ),
  },
  {
    does: 'stumbles over a web page',
    caughtBy: 'faults.web_page',
    mutate: listing((error) => (error.status === 200 ? new SyntaxError('Unexpected token <') : error)),
  },
  {
    does: 'never tires of asking',
    caughtBy: 'faults.silence',
    mutate: inStore(({ listProducts }) => ({
      async listProducts(query) {
        for (let left = 6; left > 0; left -= 1)
          try {
            return await listProducts(query);
          } catch (error) {
            if (!(error instanceof ConnectorError) || causeOf(error) !== 'DEADLINE_EXCEEDED') throw error;
          }
        return listProducts(query);
      },
    })),
  },
  {
    does: 'forgets how long it was asked to wait',
    caughtBy: 'faults.rate_limited',
    mutate: listingAs(({ status }) => status === 429, { kind: 'rate_limited', retryAfterMs: 1_000 }),
  },
  {
    does: 'follows a redirect with its credentials',
    caughtBy: 'faults.redirect',
    mutate: (connector) => ({
      ...connector,
      connect(config, context) {
        const dispatcher = context.transport.dispatcher.compose(
          interceptors.redirect({ maxRedirections: 3 }),
        );
        return connector.connect(config, { ...context, transport: { ...context.transport, dispatcher } });
      },
    }),
  },
  {
    does: 'hopes that wrong credentials will pass',
    caughtBy: 'faults.wrong_credentials',
    mutate: listingAs(({ status }) => status === 401, { kind: 'transient' }),
  },
  {
    does: 'shows its configuration in an error',
    caughtBy: 'faults.no_secrets',
    mutate: inStore(({ quote }, config) => ({
      quote: (request, reference) =>
        misreporting(
          quote(request, reference),
          ({ failure, outcome, status }) =>
            new ConnectorError(failure, `Failed with ${JSON.stringify(config)}.`, outcome, {
              ...(status !== undefined && { status }),
            }),
        ),
    })),
  },
];
