export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

type QueryValue = string | number | boolean;

export interface HttpRequest {
  readonly method: Method;
  /** Below the base URL, with every variable part passed through `encodeURIComponent`. */
  readonly path: string;
  /** `undefined` leaves a parameter out, a list repeats it. */
  readonly query?: Readonly<Record<string, QueryValue | readonly QueryValue[] | undefined>>;
  readonly json?: unknown;
  /** Sent as `Idempotency-Key`: the platform applies the request once however often it arrives. */
  readonly idempotencyKey?: string;
  /** Whether it changes something at the platform; a GET or HEAD does not unless told. */
  readonly effect?: 'read' | 'write';
  /** `safe` repeats after a failure; the default for reads and keyed writes. */
  readonly retry?: 'safe' | 'never';
  /** Statuses from 300 up to hand back although they are failures elsewhere, e.g. a 500 with a meaning. */
  readonly accept?: readonly number[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  /** Lower-case names; repeated headers joined by a comma. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed JSON; `undefined` where the answer has no body. */
  readonly body: unknown;
}

/** What is about to be sent, for schemes that sign it. */
export interface OutgoingRequest {
  readonly method: Method;
  readonly url: URL;
  /** The exact text of the body; empty where there is none. */
  readonly body: string;
}

export const changesSomething = (request: HttpRequest): boolean =>
  request.effect === undefined
    ? request.method !== 'GET' && request.method !== 'HEAD'
    : request.effect === 'write';

export const mayRepeat = (request: HttpRequest): boolean =>
  request.retry === undefined
    ? !changesSomething(request) || request.idempotencyKey !== undefined
    : request.retry === 'safe';
