import { ConnectorError, type ConnectorFailure, type WriteOutcome } from '@acp-hub/connector';
import { readJson } from './read-json';
import { retryAfterMs } from './retry-after';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

export interface AnswerContext {
  /** Names store and request, e.g. `Acme: POST /orders`. */
  readonly what: string;
  readonly write: boolean;
  readonly accept: readonly number[];
  readonly now: Date;
}

/** Judges an answer by status and readability alone; what a readable 4xx means is the connector's to say. */
export function failureOfAnswer(
  answer: Answer,
  context: AnswerContext,
): ConnectorError | { readonly body: unknown } {
  const { status } = answer;
  const fail = (failure: ConnectorFailure, message: string, outcome: WriteOutcome) =>
    new ConnectorError(failure, `${context.what} ${message}`, context.write ? outcome : 'not_applied', {
      status,
    });
  const refused = context.accept.includes(status) ? undefined : refusalOfStatus(answer, context, fail);
  if (refused !== undefined) return refused;
  const body = readJson(answer.text);
  if (body.kind === 'json') return { body: body.value };
  return fail(
    { kind: 'config' },
    body.looksLikeHtml
      ? `answered ${status} with a web page instead of JSON: check the address, and that no firewall, login or maintenance page stands in front of the API.`
      : `answered ${status} with something that is not JSON: check that the address is the API's.`,
    status < 300 || status >= 500 ? 'unknown' : 'not_applied',
  );
}

type Fail = (failure: ConnectorFailure, message: string, outcome: WriteOutcome) => ConnectorError;

function refusalOfStatus(
  { status, headers }: Answer,
  { now }: AnswerContext,
  fail: Fail,
): ConnectorError | undefined {
  if (status < 300) return undefined;
  if (status < 400)
    return fail(
      { kind: 'config' },
      `answered ${status}, a redirect, and redirects are not followed: enter the final address of the API.`,
      'not_applied',
    );
  if (status === 401 || status === 403)
    return fail(
      { kind: 'auth' },
      `answered ${status}: check the credentials and their permissions.`,
      'not_applied',
    );
  if (status === 408)
    return fail({ kind: 'transient' }, 'answered 408: the request took too long.', 'unknown');
  if (status === 429) {
    const wait = retryAfterMs(headers['retry-after'], now);
    return fail(
      { kind: 'rate_limited', retryAfterMs: wait },
      `answered 429: too many requests, wait ${Math.ceil(wait / 1_000)} s.`,
      'not_applied',
    );
  }
  if (status >= 500)
    return fail({ kind: 'transient' }, `answered ${status}: the store is failing.`, 'unknown');
  return undefined;
}
