import type { Agent } from './agent';

interface Bucket {
  tokens: number;
  at: number;
}

export interface RateLimitSettings {
  /** Requests a minute; 0 is no limit. */
  readonly any: number;
  readonly complete: number;
}

/** Token buckets an agent, each holding one minute's worth; counted per process. */
export class RateLimits {
  readonly #buckets = new Map<string, Bucket>();

  constructor(
    private readonly settings: RateLimitSettings,
    private readonly clock: { now(): Date },
  ) {}

  /** @returns 0, or the whole seconds to wait before the request would be allowed. */
  take(agent: Pick<Agent, 'tenantId' | 'agentId'>, kind: 'any' | 'complete'): number {
    const wait = this.#takeOne(`${agent.tenantId}:${agent.agentId}`, this.settings.any);
    if (wait > 0 || kind === 'any') return wait;
    return this.#takeOne(`${agent.tenantId}:${agent.agentId}:complete`, this.settings.complete);
  }

  #takeOne(key: string, perMinute: number): number {
    if (perMinute === 0) return 0;
    const now = this.clock.now().getTime();
    const bucket = this.#buckets.get(key) ?? { tokens: perMinute, at: now };
    const tokens = Math.min(perMinute, bucket.tokens + (Math.max(0, now - bucket.at) * perMinute) / 60_000);
    this.#buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
    return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) * 60) / perMinute);
  }
}
