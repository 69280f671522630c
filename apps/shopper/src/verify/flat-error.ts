import type { Exchange } from '../http/exchange';
import { isObject } from '../json/json';
import { textAt } from '../json/read';
import { ensure, ensureStatus } from './verdict';

const TYPES = ['invalid_request', 'processing_error', 'service_unavailable'];
const FIELDS = ['type', 'code', 'message', 'param', 'supported_versions'];

/** @throws CheckFailed unless the answer is ACP's flat error with one of the statuses, and the code if given. */
export function ensureFlatError(exchange: Exchange, statuses: readonly number[], code?: string): void {
  ensureStatus(exchange, ...statuses);
  const { body } = exchange;
  ensure(isObject(body), `the error is not a JSON object: ${exchange.text.slice(0, 200)}`, exchange);
  const strangers = Object.keys(body).filter((field) => !FIELDS.includes(field));
  ensure(
    strangers.length === 0,
    `the error has fields that ACP's flat error has not: ${strangers.join(', ')}`,
    exchange,
  );
  for (const field of ['type', 'code', 'message'])
    ensure(textAt(body, field) !== undefined, `the error has no "${field}"`, exchange);
  ensure(
    TYPES.includes(textAt(body, 'type') ?? ''),
    `the error's type is "${textAt(body, 'type')}", expected one of ${TYPES.join(', ')}`,
    exchange,
  );
  ensure(
    code === undefined || textAt(body, 'code') === code,
    `the error's code is "${textAt(body, 'code')}", expected "${code}"`,
    exchange,
  );
}
