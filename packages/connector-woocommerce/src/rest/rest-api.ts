import { ConnectorError, type ConnectContext } from '@acp-hub/connector';
import { createRedactor, failureOfConnection } from '@acp-hub/connector-http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WoocommerceConfig } from '../config';
import { connectionFailure } from './connection-failure';
import { judge } from './judge';
import { sendByLibrary } from './library';
import type { RestAnswer, RestRequest } from './rest-request';

const READ_ATTEMPTS = 3;
const PAUSE_MS = 200;

/** `wc/v3` of one shop, and what plugins put beside it. */
export interface RestApi {
  /**
   * @returns what the shop answered, or its refusal in its own words.
   * @throws ConnectorError for everything that is no answer to the question: silence, failure, credentials.
   */
  call<T>(request: RestRequest<T>): Promise<RestAnswer<T>>;
}

export function openRestApi(config: WoocommerceConfig, context: ConnectContext): RestApi {
  const { transport, limiter, clock, logger } = context;
  const { deadlineMs } = transport;
  const shop = new URL(config.url).host;
  const redact = createRedactor([config.consumer_key, config.consumer_secret]);

  /** Resolves to the error instead of rejecting with it. */
  async function attempt<T>(
    request: RestRequest<T>,
    leftMs: number,
  ): Promise<RestAnswer<T> | ConnectorError> {
    const what = `${shop}: ${request.method} ${request.path}`;
    const timeout = AbortSignal.timeout(leftMs);
    try {
      await limiter.acquire(timeout);
      const answer = await sendByLibrary(config, transport, request, timeout);
      logger.debug({ shop, request: what, status: answer.status }, 'The shop answered.');
      return judge(request, answer, { what, now: clock.now() });
    } catch (thrown) {
      const { error, sent } = connectionFailure(thrown, { timedOut: timeout.aborted, deadlineMs });
      const write = request.method !== 'GET';
      return failureOfConnection(error, { what, write, sent, redact });
    }
  }

  return {
    async call(request) {
      const until = Date.now() + deadlineMs;
      for (let tried = 1; ; tried += 1) {
        const outcome = await attempt(request, Math.max(1, until - Date.now()));
        if (!(outcome instanceof ConnectorError)) return outcome;
        const pause = PAUSE_MS * tried;
        const again =
          request.method === 'GET' &&
          outcome.failure.kind === 'transient' &&
          tried < READ_ATTEMPTS &&
          Date.now() + pause < until;
        logger.warn({ shop, failure: outcome.failure.kind, status: outcome.status, again }, outcome.message);
        if (!again) throw outcome;
        await sleep(pause);
      }
    },
  };
}
