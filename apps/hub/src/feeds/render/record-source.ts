import type { RowSource } from './row-source';

/** Records of a whole feed, in batches that are cut to what is asked for. */
export class RecordSource implements RowSource<readonly object[]> {
  readonly #batches: AsyncIterator<readonly object[]>;
  #rest: readonly object[] = [];

  constructor(batches: AsyncIterable<readonly object[]>) {
    this.#batches = batches[Symbol.asyncIterator]();
  }

  rowsOf({ length }: readonly object[]): number {
    return length;
  }

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

  async hasMore(): Promise<boolean> {
    const batch = await this.next(Number.MAX_SAFE_INTEGER);
    this.#rest = batch ?? [];
    return batch !== undefined;
  }

  async close(): Promise<void> {
    await this.#batches.return?.();
  }
}
