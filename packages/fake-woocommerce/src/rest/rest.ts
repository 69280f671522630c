import type { Caller } from './authenticate';

export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined };
export type JsonObject = { readonly [name: string]: Json | undefined };
export type Query = Readonly<Record<string, string | readonly string[]>>;

/** A request as WordPress's REST server sees it, whatever carried it. */
export interface RestRequest {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly method: string;
  /** Below `/wp-json`, e.g. `/wc/v3/orders/173`. */
  readonly path: string;
  readonly query: Query;
  /** As it came, for links to neighbouring pages. */
  readonly rawQuery: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json | undefined;
  readonly ip: string;
  readonly caller: Caller;
}

export interface RestResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent for an answer without a body. */
  readonly body?: Json;
}

/** A refusal; thrown in handlers, and only there. It is WordPress's own error object. */
export class RestFailure extends Error {
  readonly code: string;
  readonly status: number;
  readonly data: Json;
  readonly extra: JsonObject;
  /** Sent beside the refusal. */
  headers: Readonly<Record<string, string>> = {};
  /** Whether the answer goes without an Allow header. */
  isBare = false;

  constructor(
    status: number,
    code: string,
    message: string,
    data: JsonObject = {},
    more: { raw?: Json; extra?: JsonObject } = {},
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.data = more.raw === undefined ? { ...data, status } : more.raw;
    this.extra = more.extra ?? {};
  }

  get body(): JsonObject {
    return { code: this.code, message: this.message, data: this.data, ...this.extra };
  }
}

export const origin = ({ scheme, host }: RestRequest): string => `${scheme}://${host}`;
export const restUrl = (request: RestRequest, path: string): string => `${origin(request)}/wp-json${path}`;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const asText = (value: Json | undefined): string =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : '';

export const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? value.split(',').filter((one) => one !== '') : value;

export const one = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.at(-1);

export const isTrue = (value: unknown): boolean =>
  value === true || value === 'true' || value === '1' || value === 1;
