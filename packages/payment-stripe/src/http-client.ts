import type { PaymentContext, PaymentWriteError } from '@acp-hub/payment';
import type Stripe from 'stripe';
import { failureOfConnection } from './connection-failure';

/** Thrown towards the SDK, which wraps it; it has no `code`, or the SDK would retry by itself. */
export class NotAnsweredError extends Error {
  constructor(readonly failure: PaymentWriteError) {
    super(failure.message);
  }
}

/** Carries the SDK's requests over the guarded connections, so that the hub's deadline and address rules hold. */
export function createHttpClient({ transport, logger }: PaymentContext): Stripe.HttpClient {
  const { dispatcher, deadlineMs } = transport;
  return {
    getClientName: () => 'undici',
    async makeRequest(host, port, path, method, headers, body, protocol) {
      const log = { provider: 'stripe', method, path: pathForLog(path) };
      try {
        const answer = await dispatcher.request({
          origin: `${protocol}://${host}:${port}`,
          path,
          method: method as 'GET',
          signal: AbortSignal.timeout(deadlineMs),
          headers: Object.entries(headers).flatMap(([name, value]) => [name, String(value)]),
          body: method === 'GET' ? null : body,
        });
        const text = await answer.body.text();
        logger.debug({ ...log, status: answer.statusCode }, 'Stripe answered');
        return responseOf(answer.statusCode, flat(answer.headers), text);
      } catch (thrown) {
        const failure = failureOfConnection(thrown, deadlineMs);
        logger.warn({ ...log, ...failure }, 'Stripe did not answer');
        throw new NotAnsweredError(failure);
      }
    },
  };
}

/** A granted token in a path is as good as money. */
const pathForLog = (path: string): string =>
  (path.split('?', 1)[0] ?? '').replace(/(granted_tokens\/)[^/]+/, '$1…');

const flat = (headers: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

const responseOf = (
  status: number,
  headers: Record<string, string>,
  text: string,
): Awaited<ReturnType<Stripe.HttpClient['makeRequest']>> => ({
  getStatusCode: () => status,
  getHeaders: () => headers,
  getRawResponse: () => ({ statusCode: status }),
  toStream: () => {
    throw new Error('Nothing is streamed.');
  },
  toJSON: () =>
    new Promise((resolve) => {
      const value: unknown = JSON.parse(text);
      if (typeof value !== 'object' || value === null) throw new SyntaxError('No JSON object.');
      const isAnswer = status < 300 || 'error' in value;
      if (!isAnswer) throw new SyntaxError(`${status} without an error.`);
      resolve(value);
    }),
});
