import type { Row } from '../../row';
import type { ParquetColumn } from './column';
import { gatherColumn } from './gather-column';
import { MOST_ROWS, type RowGroup } from './row-group';

/** Rows of the first group, so that the first bytes come soon. */
const FIRST_ROWS = 200;

/** A group ends early once its values are as large: long texts and many pictures must not decide how much memory it takes. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Rows that are added before a group's bytes are looked at: of the largest, they have some 10 MB. */
const ADDED_AT_ONCE = 100;

/** Gathers rows into groups, column by column. */
export class GroupGatherer {
  readonly #gatherers;
  #rows = 0;

  /** @param most rows of the group that is gathered */
  constructor(
    columns: readonly ParquetColumn[],
    public most = MOST_ROWS,
  ) {
    this.#gatherers = columns.map(gatherColumn);
  }

  /** @returns the groups that are full. */
  *add(batch: readonly Row[]): Generator<RowGroup> {
    for (let from = 0; from < batch.length;) {
      const some = batch.slice(from, from + Math.min(ADDED_AT_ONCE, this.most - this.#rows));
      for (const gatherer of this.#gatherers) gatherer.add(some);
      from += some.length;
      this.#rows += some.length;
      const bytes = this.#gatherers.reduce((sum, { size }) => sum + size, 0);
      if (this.#rows === this.most || bytes >= MOST_BYTES) yield this.#take();
    }
  }

  /** @returns what is left, if anything is. */
  *end(): Generator<RowGroup> {
    if (this.#rows > 0) yield this.#take();
  }

  #take(): RowGroup {
    const group = { rows: this.#rows, columns: this.#gatherers.map((gatherer) => gatherer.take()) };
    this.#rows = 0;
    return group;
  }
}

/** Gathers a file's rows. */
export async function* gatherGroups(
  batches: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  columns: readonly ParquetColumn[],
): AsyncGenerator<RowGroup> {
  const gatherer = new GroupGatherer(columns, FIRST_ROWS);
  for await (const batch of batches)
    for (const group of gatherer.add(batch)) {
      gatherer.most = MOST_ROWS;
      yield group;
    }
  yield* gatherer.end();
}
