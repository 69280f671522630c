import type { PaymentContext, PaymentWriteError } from '@acp-hub/payment';
import type Stripe from 'stripe';
import { failureOfConnection, failureOfStatus } from './connection-failure';

/** Thrown towards the SDK, which wraps it; it has no `code`, or the SDK would retry by itself. */
export class NotAnsweredError extends Error {
  constructor(readonly failure: PaymentWriteError) {
    super(failure.message);
  }
}

/** Carries the SDK's requests over the guarded connections, so that the hub's deadline and address rules hold. */
export function createHttpClient({ transport, logger, clock }: PaymentContext): Stripe.HttpClient {
  const { dispatcher, deadlineMs } = transport;
  return {
    getClientName: () => 'undici',
    async makeRequest(host, port, path, method, headers, body, protocol) {
      const log = { provider: 'stripe', method, path: pathForLog(path) };
      const answer = await send();
      logger.debug({ ...log, status: answer.status }, 'Stripe answered');
      const value = parseObject(answer.text);
      const isAnswer = value !== undefined && (answer.status < 300 || 'error' in value);
      if (!isAnswer && answer.status >= 300)
        throw new NotAnsweredError(
          failureOfStatus(answer.status, answer.headers['retry-after'], clock.now()),
        );
      return responseOf(answer.status, answer.headers, value);

      async function send() {
        try {
          const got = await dispatcher.request({
            origin: `${protocol}://${host}:${port}`,
            path,
            method: method,
            signal: AbortSignal.timeout(deadlineMs),
            headers: Object.entries(headers).flatMap(([name, value]) => [name, String(value)]),
            body: method === 'GET' ? null : body,
          });
          return { status: got.statusCode, headers: flat(got.headers), text: await got.body.text() };
        } catch (thrown) {
          const failure = failureOfConnection(thrown, deadlineMs);
          logger.warn({ ...log, ...failure }, 'Stripe did not answer');
          throw new NotAnsweredError(failure);
        }
      }
    },
  };
}

/** A granted token in a path is as good as money. */
const pathForLog = (path: string): string =>
  (path.split('?', 1)[0] ?? '').replace(/(granted_tokens\/)[^/]+/, '$1…');

/** Without Stripe's notices, which the SDK would write to the process's warnings past every logger. */
const flat = (headers: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name !== 'stripe-notice')
      .map(([name, value]) => [name, String(value)]),
  );

/** `undefined` for what is no JSON object. */
function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

const responseOf = (
  status: number,
  headers: Record<string, string>,
  value: object | undefined,
): Awaited<ReturnType<Stripe.HttpClient['makeRequest']>> => ({
  getStatusCode: () => status,
  getHeaders: () => headers,
  getRawResponse: () => ({ statusCode: status }),
  toStream: () => {
    throw new Error('Nothing is streamed.');
  },
  toJSON: () =>
    value === undefined ? Promise.reject(new SyntaxError('No JSON object.')) : Promise.resolve(value),
});
