import type { Transport } from '@acp-hub/connector';
import type { Dispatcher } from 'undici';
import type { Answer } from './failure-of-answer';
import type { Method } from './http-request';

export interface ExchangeOptions {
  readonly transport: Transport;
  readonly url: URL;
  readonly method: Method;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

export type Exchanged =
  | { readonly kind: 'answered'; readonly answer: Answer }
  /** `sent` is false only where no byte of the request can have left. */
  | { readonly kind: 'failed'; readonly error: unknown; readonly sent: boolean };

/** Sends one request and reads the whole answer; never rejects. */
export async function exchange(options: ExchangeOptions): Promise<Exchanged> {
  let sent = false;
  const dispatcher = options.transport.dispatcher.compose(
    whenSent(() => {
      sent = true;
    }),
  );
  const answer = dispatcher
    .request({
      origin: options.url.origin,
      path: options.url.pathname + options.url.search,
      method: options.method,
      headers: options.headers,
      body: options.body === '' ? null : options.body,
      signal: options.signal,
    })
    .then(async ({ statusCode, headers, body }) => ({
      status: statusCode,
      headers: flatten(headers),
      text: await body.text(),
    }));
  try {
    return { kind: 'answered', answer: await orAborted(answer, options.signal) };
  } catch (error) {
    return { kind: 'failed', error, sent };
  }
}

/** Undici calls `onRequestStart` right before it writes to a connection, never while it opens one. */
function whenSent(sent: () => void): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart(controller, context) {
        sent();
        handler.onRequestStart?.(controller, context);
      },
      onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
      onResponseStart: (...args) => handler.onResponseStart?.(...args),
      onResponseData: (...args) => handler.onResponseData?.(...args),
      onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
      onResponseError: (...args) => handler.onResponseError?.(...args),
    });
}

/** Undici notices an abort only once a connection is open; a caller should not wait for that. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let abort: () => void = () => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
    work.catch(() => undefined);
  }
}

const flatten = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
