import type { StoredSession } from '../../checkout/ports';

export interface RecentSessionsOptions {
  /** Sessions in memory at most. */
  readonly most: number;
  /** How long one stays there at most; people are in it. */
  readonly keptMs: number;
}

/**
 * Sessions that were read or written a moment ago. Each is good for the version it stands for and no other: whoever
 * takes one asks the database whether the version still holds, so that another process's write, an erasure or a
 * deletion is seen at once. Two halves take turns, and the older one is dropped as a whole, by number and by time.
 */
export class RecentSessions {
  #younger = new Map<string, StoredSession>();
  #older = new Map<string, StoredSession>();
  #turn: NodeJS.Timeout | undefined;

  constructor(private readonly options: RecentSessionsOptions) {}

  find(tenantId: string, sessionId: string): StoredSession | undefined {
    const key = keyOf(tenantId, sessionId);
    return this.#younger.get(key) ?? this.#older.get(key);
  }

  keep(stored: StoredSession): void {
    if (this.#younger.size >= this.options.most / 2) this.#takeTurns();
    this.#younger.set(keyOf(stored.tenantId, stored.session.id), stored);
    this.#turn ??= this.#afterHalfTheTime();
  }

  #takeTurns(): void {
    clearTimeout(this.#turn);
    this.#older = this.#younger;
    this.#younger = new Map();
    this.#turn = this.#older.size === 0 ? undefined : this.#afterHalfTheTime();
  }

  #afterHalfTheTime(): NodeJS.Timeout {
    return setTimeout(() => this.#takeTurns(), this.options.keptMs / 2).unref();
  }
}

/** A tenant's id has no slash in it. */
const keyOf = (tenantId: string, sessionId: string): string => `${tenantId}/${sessionId}`;
