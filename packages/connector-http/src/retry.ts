import { setTimeout as sleep } from 'node:timers/promises';
import { ConnectorError } from '@acp-hub/connector';

const MAX_ATTEMPTS = 3;
const BASE_MS = 200;
const LONGEST_MS = 5_000;

export interface RetryOptions<T> {
  /** Resolves to the error instead of rejecting with it. */
  readonly attempt: () => Promise<T | ConnectorError>;
  readonly mayRepeat: boolean;
  /** Ends the waiting; milliseconds since the epoch. */
  readonly until: number;
  readonly signal: AbortSignal;
  readonly random: () => number;
  readonly onFailure: (error: ConnectorError, again: boolean) => void;
}

/**
 * Repeats what is worth repeating while there is time for it.
 * @throws ConnectorError the last failure, with outcome `unknown` if any attempt's outcome was.
 */
export async function withRetries<T>(options: RetryOptions<T>): Promise<T> {
  let maybeApplied = false;
  for (let tried = 1; ; tried += 1) {
    const result = await options.attempt();
    if (!(result instanceof ConnectorError)) return result;
    maybeApplied ||= result.outcome === 'unknown';
    const wait = waitAfter(result, tried, options.random);
    const again =
      options.mayRepeat && wait !== undefined && tried < MAX_ATTEMPTS && Date.now() + wait < options.until;
    options.onFailure(result, again);
    if (again) await sleep(wait, undefined, { signal: options.signal }).catch(() => undefined);
    if (!again || options.signal.aborted) throw maybeApplied ? asUnknown(result) : result;
  }
}

/** Milliseconds; `undefined` where the same request would fail again. Full jitter spreads the callers. */
function waitAfter({ failure }: ConnectorError, tried: number, random: () => number): number | undefined {
  switch (failure.kind) {
    case 'rate_limited':
      return failure.retryAfterMs + Math.round(random() * BASE_MS);
    case 'transient':
      return Math.round(random() * Math.min(LONGEST_MS, BASE_MS * 2 ** tried));
    case 'config':
    case 'auth':
    case 'rejected':
    case 'unsupported':
      return undefined;
  }
}

function asUnknown(error: ConnectorError): ConnectorError {
  return new ConnectorError(error.failure, error.message, 'unknown', {
    cause: error.cause,
    ...(error.status !== undefined && { status: error.status }),
  });
}
