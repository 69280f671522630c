/** Records of a whole feed, handed out in batches no larger than asked for. */
export class RecordSource {
  readonly #batches: AsyncIterator<readonly object[]>;
  #rest: readonly object[] = [];

  constructor(batches: AsyncIterable<readonly object[]>) {
    this.#batches = batches[Symbol.asyncIterator]();
  }

  /** @returns nothing once all are handed out. */
  async next(most: number): Promise<readonly object[] | undefined> {
    while (this.#rest.length === 0) {
      const next = await this.#batches.next();
      if (next.done === true) return undefined;
      this.#rest = next.value;
    }
    const batch = this.#rest.length <= most ? this.#rest : this.#rest.slice(0, most);
    this.#rest = batch === this.#rest ? [] : this.#rest.slice(most);
    return batch;
  }

  /** Whether there is any more. */
  async hasMore(): Promise<boolean> {
    const batch = await this.next(Number.MAX_SAFE_INTEGER);
    this.#rest = batch ?? [];
    return batch !== undefined;
  }

  /** Lets go of what it reads from. */
  async close(): Promise<void> {
    await this.#batches.return?.();
  }
}
