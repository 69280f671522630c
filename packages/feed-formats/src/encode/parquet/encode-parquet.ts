import { isLoaded } from '@foxglove/wasm-zstd';
import type { Row } from '../../row';
import type { ParquetColumn } from './column';
import { gatherGroups } from './gather-groups';
import { ParquetFile } from './parquet-file';
import type { RowGroup } from './row-group';

/** Makes the bytes of one file of groups of rows, group by group. */
export type PackGroups = (
  groups: AsyncIterable<RowGroup>,
  columns: readonly ParquetColumn[],
) => AsyncIterable<Buffer>;

/** Packs on the thread that gathers. */
export const packHere: PackGroups = async function* (groups, columns) {
  await isLoaded;
  const file = new ParquetFile(columns);
  for await (const group of groups) yield Buffer.from(file.add(group));
  yield Buffer.from(file.end());
};

/** One Parquet file, zstd inside, group by group: memory holds a few groups of values and their bytes. */
export const encodeParquet = (
  batches: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  columns: readonly ParquetColumn[],
  pack: PackGroups = packHere,
): AsyncIterable<Buffer> => pack(gatherGroups(batches, columns), columns);
