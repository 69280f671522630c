import { randomUUID } from 'node:crypto';
import {
  contractHeaders,
  CONTRACT_VERSION,
  operations,
  signBody,
  storeError,
  type OperationId,
  type StoreErrorCode,
} from '@acp-hub/store-contract';
import type { HeaderChanges } from '../http/acp-client';
import type { Exchange } from '../http/exchange';
import type { Transport } from '../http/transport';
import { ensure, ensureStatus } from '../verify/verdict';

export interface StoreCall {
  readonly id?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly headers?: HeaderChanges;
}

/** Calls an operation of the store contract as the hub does; the answer is the caller's to judge. */
export type StoreClient = (operation: OperationId, call?: StoreCall) => Promise<Exchange>;

/** @param secret shared with the store; every request is signed with it, a GET over the empty body. */
export function createStoreClient(transport: Transport, baseUrl: string, secret: string): StoreClient {
  const root = baseUrl.replace(/\/+$/, '');
  return (operation, { id = '', query = {}, body, headers = {} } = {}) => {
    const { method, path, write } = operations[operation];
    const text = method === 'GET' ? undefined : JSON.stringify(body ?? {});
    const search = new URLSearchParams(query).toString();
    const usual: Record<string, string> = {
      accept: 'application/json',
      [contractHeaders.version]: CONTRACT_VERSION,
      [contractHeaders.signature]: signBody(text ?? '', secret, new Date()),
      ...(text === undefined ? {} : { 'content-type': 'application/json' }),
      ...(write ? { [contractHeaders.idempotencyKey]: randomUUID() } : {}),
    };
    return transport({
      method,
      url: `${root}${path.replace('{id}', encodeURIComponent(id))}${search === '' ? '' : `?${search}`}`,
      headers: Object.fromEntries(
        Object.entries({ ...usual, ...headers }).filter(
          (entry): entry is [string, string] => entry[1] !== null,
        ),
      ),
      ...(text === undefined ? {} : { body: text }),
    });
  };
}

/** @throws CheckFailed unless the answer is the contract's error of that code, with the status it travels with. */
export function ensureStoreError(
  exchange: Exchange,
  statuses: readonly number[],
  code: StoreErrorCode,
): void {
  ensureStatus(exchange, ...statuses);
  const parsed = storeError.safeParse(exchange.body);
  ensure(parsed.success, `the error is not as the contract has it: ${exchange.text.slice(0, 200)}`, exchange);
  ensure(parsed.data.code === code, `the code is "${parsed.data.code}", expected "${code}"`, exchange);
}
