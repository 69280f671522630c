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
export async function* gatherGroups(
  batches: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  columns: readonly ParquetColumn[],
): AsyncGenerator<RowGroup> {
  const gatherers = columns.map(gatherColumn);
  let [rows, most] = [0, FIRST_ROWS];
  const take = (): RowGroup => {
    const group = { rows, columns: gatherers.map((gatherer) => gatherer.take()) };
    [rows, most] = [0, MOST_ROWS];
    return group;
  };
  for await (const batch of batches)
    for (let from = 0; from < batch.length;) {
      const some = batch.slice(from, from + Math.min(ADDED_AT_ONCE, most - rows));
      for (const gatherer of gatherers) gatherer.add(some);
      from += some.length;
      rows += some.length;
      const bytes = gatherers.reduce((sum, { size }) => sum + size, 0);
      if (rows === most || bytes >= MOST_BYTES) yield take();
    }
  if (rows > 0) yield take();
}
