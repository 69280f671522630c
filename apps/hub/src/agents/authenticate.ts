import { hashToken } from './bearer-token';
import type { Agent } from './agent';

/** Where agents are looked up. */
export interface AgentLookup {
  /** `undefined` for a token that does not exist or that is disabled, with its agent, connection or tenant. */
  findByTokenHash(hash: Buffer): Promise<Agent | undefined>;
}

interface Remembered {
  readonly agent: Promise<Agent | undefined>;
  readonly until: number;
}

/** A token that was disabled may still be taken for this long. */
const REMEMBER_MS = 5_000;
const MOST_REMEMBERED = 10_000;

/** Turns bearer tokens into agents, remembering each for a few seconds. */
export class Authenticate {
  readonly #remembered = new Map<string, Remembered>();

  constructor(
    private readonly lookup: AgentLookup,
    private readonly clock: { now(): Date },
  ) {}

  async execute(token: string): Promise<Agent | undefined> {
    const hash = hashToken(token);
    const key = hash.toString('base64');
    const now = this.clock.now().getTime();
    const known = this.#remembered.get(key);
    if (known !== undefined && known.until > now) return known.agent;
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    const agent = this.lookup.findByTokenHash(hash);
    this.#remembered.set(key, { agent, until: now + REMEMBER_MS });
    try {
      return await agent;
    } catch (error) {
      this.#remembered.delete(key);
      throw error;
    }
  }
}
