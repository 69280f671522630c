import { ConnectorError } from '@acp-hub/connector';
import { failureOfAnswer } from '@acp-hub/connector-http';
import { readRefusal } from './refusal';
import type { RestAnswer, RestRefusal, RestRequest } from './rest-request';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly data: unknown;
}

interface Circumstances {
  /** Names shop and request. */
  readonly what: string;
  readonly now: Date;
}

const WRITES_MISSING = /write permissions/i;

/**
 * What an answer means. A refusal with a code of WooCommerce's is one whatever its status: refunds answer 500 to a
 * sum that is too large, and the Store API 400 to too many requests.
 */
export function judge<T>(
  request: RestRequest<T>,
  { status, headers, data }: RawAnswer,
  { what, now }: Circumstances,
): RestAnswer<T> | ConnectorError {
  const write = request.method !== 'GET';
  const text = typeof data === 'string' ? data : '';
  const lowered = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  const refusal = status >= 400 && status !== 429 ? readRefusal(status, parse(text)) : undefined;
  if (refusal !== undefined) return status === 401 || status === 403 ? unauthorised(what, refusal) : refusal;
  const judged = failureOfAnswer({ status, headers: lowered, text }, { what, write, accept: [], now });
  if (judged instanceof ConnectorError) return judged;
  if (status >= 400) return notWoocommerce(what, status);
  const answer = request.answer.safeParse(judged.body);
  if (!answer.success) {
    const { path = [], message = '' } = answer.error.issues[0] ?? {};
    const where = path.join('.') || 'its root';
    return new ConnectorError(
      { kind: 'config' },
      `${what} answered ${status} with a body that is not WooCommerce’s at ${where}: ${message}`,
      write ? 'unknown' : 'not_applied',
      { status },
    );
  }
  const count = (name: string) => Number(lowered[name] ?? 0) || 0;
  return {
    kind: 'ok',
    value: answer.data,
    pages: count('x-wp-totalpages'),
    total: count('x-wp-total'),
  };
}

const unauthorised = (what: string, { status, code, message }: RestRefusal): ConnectorError =>
  new ConnectorError(
    { kind: 'auth' },
    WRITES_MISSING.test(message)
      ? `${what}: the key may only read. Give it the permission Read/Write under WooCommerce → Settings → Advanced → REST API.`
      : `${what}: the shop does not accept the key (${code}: ${message}). Check consumer key and secret, and that the address begins with https.`,
    'not_applied',
    { status },
  );

const notWoocommerce = (what: string, status: number): ConnectorError =>
  new ConnectorError(
    { kind: 'config' },
    `${what} answered ${status}, not in WooCommerce’s words: check the address of the shop.`,
    'not_applied',
    { status },
  );

function parse(text: string): unknown {
  try {
    return JSON.parse(text.trim()) as unknown;
  } catch {
    return undefined;
  }
}
