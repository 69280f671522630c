import type { Agent as HttpAgent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { Dispatcher } from 'undici';

/** What the hub lends a connector. Everything shared is shared by all replicas of the hub. */
export interface ConnectContext {
  readonly transport: Transport;
  /** Waits for a slot in the store's rate budget. */
  readonly limiter: { acquire(signal?: AbortSignal): Promise<void> };
  /** Runs `work` while nobody else holds `key`: one caller at a time per cart or order. */
  lock<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** A small durable key/value of this connection: cursors, ids of registered webhooks. */
  readonly store: {
    get(key: string): Promise<string | undefined>;
    /** @param until when it may be forgotten; never, unless told. Whoever writes a key for every sale says so. */
    set(key: string, value: string, until?: Date): Promise<void>;
  };
  readonly clock: { now(): Date };
  readonly logger: Logger;
}

/**
 * Guarded ways out: no private addresses in live mode, no redirects with credentials, a deadline on
 * every request. `agents` serve libraries that bring their own client; these set their deadline themselves.
 */
export interface Transport {
  readonly dispatcher: Dispatcher;
  readonly agents: { readonly http: HttpAgent; readonly https: HttpsAgent };
  /** Milliseconds a request may take before it fails with an unknown outcome. */
  readonly deadlineMs: number;
}

/** Structured log; redaction is the hub's, but secrets and buyer data do not belong here at all. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
