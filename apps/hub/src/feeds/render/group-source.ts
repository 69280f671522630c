import type { PackedGroup } from '@acp-hub/feed-formats';
import type { RowSource } from './row-source';

/** Groups of rows, which are not taken apart. */
export class GroupSource implements RowSource<PackedGroup> {
  readonly #groups: AsyncIterator<PackedGroup>;
  #next: PackedGroup | undefined;

  constructor(groups: AsyncIterable<PackedGroup>) {
    this.#groups = groups[Symbol.asyncIterator]();
  }

  rowsOf({ rows }: PackedGroup): number {
    return rows;
  }

  async next(mostRows: number): Promise<PackedGroup | undefined> {
    if (!(await this.hasMore()) || this.#next === undefined || this.#next.rows > mostRows) return undefined;
    const group = this.#next;
    this.#next = undefined;
    return group;
  }

  async hasMore(): Promise<boolean> {
    if (this.#next === undefined) {
      const next = await this.#groups.next();
      this.#next = next.done === true ? undefined : next.value;
    }
    return this.#next !== undefined;
  }

  async close(): Promise<void> {
    await this.#groups.return?.();
  }
}
