import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Duplex } from 'node:stream';
import { refusalOf, type DestinationPolicy } from './destination-policy';

export interface GuardedAgentOptions {
  readonly policy: DestinationPolicy;
  readonly lookup: LookupFunction;
  /** Milliseconds a socket may be silent. */
  readonly timeoutMs: number;
}

type Connected = (error: Error | null, socket: Duplex) => void;

/** Agents under the same guard as the dispatcher, for libraries that bring their own HTTP client. */
export function createGuardedAgents(options: GuardedAgentOptions): { http: http.Agent; https: https.Agent } {
  const settings = { keepAlive: true, timeout: options.timeoutMs, lookup: options.lookup };
  return {
    http: guard(new http.Agent(settings), 'http:', options.policy),
    https: guard(new https.Agent(settings), 'https:', options.policy),
  };
}

function guard<Agent extends http.Agent>(agent: Agent, protocol: string, policy: DestinationPolicy): Agent {
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (options, connected) => {
    const refusal = refusalOf(policy, { protocol, host: options.host ?? 'localhost' });
    if (refusal === undefined) return connect(options, connected);
    // Node reports through the callback alone when no socket is returned.
    (connected as Connected | undefined)?.(refusal, undefined as never);
    return undefined;
  };
  return agent;
}
