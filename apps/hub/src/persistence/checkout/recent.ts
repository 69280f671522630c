export interface RecentOptions {
  /** Values in memory at most. */
  readonly most: number;
  /** How long one stays there at most; people are in it. */
  readonly keptMs: number;
}

/**
 * What was read or written a moment ago. Each value is good for the version it stands for and no other: whoever takes
 * one asks the database whether that still holds, so that another process's write, an erasure or a deletion is seen at
 * once. Two halves take turns, and the older one is dropped as a whole, by number and by time.
 */
export class Recent<Value> {
  #younger = new Map<string, Value>();
  #older = new Map<string, Value>();
  #turn: NodeJS.Timeout | undefined;

  constructor(private readonly options: RecentOptions) {}

  find(key: string): Value | undefined {
    return this.#younger.get(key) ?? this.#older.get(key);
  }

  keep(key: string, value: Value): void {
    if (this.#younger.size >= this.options.most / 2) this.#takeTurns();
    this.#younger.set(key, value);
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
