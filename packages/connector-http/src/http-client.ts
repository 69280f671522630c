import { ConnectorError, type ConnectContext } from '@acp-hub/connector';
import { deadlineSignal } from './deadline-signal';
import { exchange } from './exchange';
import { failureOfAnswer } from './failure-of-answer';
import { failureOfConnection } from './failure-of-connection';
import { changesSomething, mayRepeat, type HttpRequest, type HttpResponse } from './http-request';
import { outgoingUrl } from './outgoing-url';
import { createRedactor } from './redaction';
import { requestHeaders, type StoreHeaders } from './request-headers';
import { withRetries } from './retry';

export interface HttpClientOptions extends Pick<
  ConnectContext,
  'transport' | 'limiter' | 'clock' | 'logger'
> {
  /** Names the store in errors and logs. */
  readonly name: string;
  /** Every request goes below it. */
  readonly baseUrl: string | URL;
  readonly headers?: StoreHeaders;
  /** Strings that must never stand in an error or a log. */
  readonly secrets?: readonly string[];
  /** Between 0 and 1; spreads the retries. */
  readonly random?: () => number;
}

export interface HttpClient {
  /**
   * Sends a request within the transport's deadline, retries included.
   * @returns any 2xx, any 4xx but 401, 403, 408 and 429, and what `accept` names.
   * @throws ConnectorError for everything else; `outcome` is `unknown` where a write may have been applied.
   */
  request(request: HttpRequest): Promise<HttpResponse>;
}

/** One store's HTTP: paced, retried where that is harmless, and honest about what may have happened. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { name, transport, limiter, clock, logger, headers = {}, random = Math.random } = options;
  const baseUrl = new URL(options.baseUrl);
  const redact = createRedactor(options.secrets ?? []);

  async function attempt(request: HttpRequest, what: string, signal: AbortSignal) {
    const { method } = request;
    const url = outgoingUrl(baseUrl, request);
    const body = request.json === undefined ? '' : JSON.stringify(request.json);
    const connection = { what, write: changesSomething(request), redact };
    try {
      await limiter.acquire(signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      return failureOfConnection(signal.reason, { ...connection, sent: false });
    }
    const signed = requestHeaders(headers, request, { method, url, body });
    const exchanged = await exchange({ transport, url, method, headers: signed, body, signal });
    if (exchanged.kind === 'failed')
      return failureOfConnection(exchanged.error, { ...connection, sent: exchanged.sent });
    const { answer } = exchanged;
    const judged = failureOfAnswer(answer, { ...connection, accept: request.accept ?? [], now: clock.now() });
    if (judged instanceof ConnectorError) return judged;
    logger.debug({ store: name, request: what, status: answer.status }, 'The store answered.');
    return { status: answer.status, headers: answer.headers, body: judged.body };
  }

  return {
    async request(request) {
      const what = redact(`${name}: ${request.method} ${request.path}`);
      const deadline = deadlineSignal(transport.deadlineMs, request.signal);
      try {
        return await withRetries({
          attempt: () => attempt(request, what, deadline.signal),
          mayRepeat: mayRepeat(request),
          until: Date.now() + transport.deadlineMs,
          signal: deadline.signal,
          random,
          onFailure: ({ failure, status, outcome, message }, again) =>
            logger.warn({ store: name, failure: failure.kind, status, outcome, again }, message),
        });
      } finally {
        deadline.clear();
      }
    },
  };
}
