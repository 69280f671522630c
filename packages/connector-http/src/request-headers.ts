import type { HttpRequest, OutgoingRequest } from './http-request';

/** Fixed headers, or a function that makes them for each attempt, e.g. to sign what is sent. */
export type StoreHeaders =
  Readonly<Record<string, string>> | ((outgoing: OutgoingRequest) => Readonly<Record<string, string>>);

export function requestHeaders(
  store: StoreHeaders,
  request: HttpRequest,
  outgoing: OutgoingRequest,
): Record<string, string> {
  return {
    accept: 'application/json',
    ...(outgoing.body !== '' && { 'content-type': 'application/json' }),
    ...(typeof store === 'function' ? store(outgoing) : store),
    ...(request.idempotencyKey !== undefined && { 'idempotency-key': request.idempotencyKey }),
    ...request.headers,
  };
}
