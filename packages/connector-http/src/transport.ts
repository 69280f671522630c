import { lookup as dnsLookup } from 'node:dns';
import type { Transport } from '@acp-hub/connector';
import { Agent, buildConnector } from 'undici';
import { deadlineInterceptor } from './deadline';
import { refusalOf, type DestinationPolicy } from './destination-policy';
import { createGuardedAgents } from './guarded-agents';
import { guardedLookup, type ResolveAll } from './guarded-lookup';

export interface TransportOptions extends DestinationPolicy {
  /** Milliseconds a request may take from dispatch to the last byte; 20 000 unless told. */
  readonly deadlineMs?: number;
  /** Milliseconds to wait for a connection; 5 000 unless told, never more than the deadline. */
  readonly connectTimeoutMs?: number;
  /** Bytes a response body may have; 8 MiB unless told. */
  readonly maxResponseBytes?: number;
  /** Resolves names; the system's resolver unless told. */
  readonly resolveAll?: ResolveAll;
}

/** A transport with a life: whoever made it closes it. */
export interface OwnedTransport extends Transport {
  /** Ends idle connections at once and busy ones with their request. */
  close(): Promise<void>;
}

const MAX_CONNECTIONS_PER_ORIGIN = 128;

/**
 * The guarded ways out of the hub. A connection is opened only to an address that the policy allows, and
 * to exactly the address that was checked; no redirect is followed; every request has a deadline and every
 * answer a size limit. (`fetch` follows redirects whatever its dispatcher: pass it `redirect: 'manual'`.)
 */
export function createTransport(options: TransportOptions): OwnedTransport {
  const deadlineMs = options.deadlineMs ?? 20_000;
  const connectTimeoutMs = Math.min(options.connectTimeoutMs ?? 5_000, deadlineMs);
  const lookup = guardedLookup(options, options.resolveAll ?? dnsLookup);
  const open = buildConnector({ timeout: connectTimeoutMs, lookup });
  const pool = new Agent({
    connect(target, callback) {
      const refusal = refusalOf(options, { protocol: target.protocol, host: target.hostname });
      if (refusal === undefined) open(target, callback);
      else callback(refusal, null);
    },
    connections: MAX_CONNECTIONS_PER_ORIGIN,
    headersTimeout: deadlineMs,
    bodyTimeout: deadlineMs,
    maxResponseSize: options.maxResponseBytes ?? 8 * 1024 * 1024,
  });
  const agents = createGuardedAgents({ policy: options, lookup, timeoutMs: deadlineMs });
  return {
    dispatcher: pool.compose(deadlineInterceptor(deadlineMs)),
    agents,
    deadlineMs,
    async close() {
      agents.http.destroy();
      agents.https.destroy();
      await pool.close();
    },
  };
}
