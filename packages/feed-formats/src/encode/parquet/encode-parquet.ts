import { isLoaded } from '@foxglove/wasm-zstd';
import type { Row } from '../../row';
import type { ParquetColumn } from './column';
import { gatherGroups } from './gather-groups';
import { packGroup, type PackedGroup } from './pack-group';
import { ParquetFile } from './parquet-file';

/** The bytes of one file of groups that are packed. */
export async function* joinGroups(
  groups: AsyncIterable<PackedGroup>,
  columns: readonly ParquetColumn[],
): AsyncGenerator<Buffer> {
  const file = new ParquetFile(columns);
  for await (const group of groups) yield* file.add(group);
  yield* file.end();
}

/** One Parquet file, zstd inside, group by group: memory holds a few groups of values and their bytes. */
export async function* encodeParquet(
  batches: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  columns: readonly ParquetColumn[],
): AsyncGenerator<Buffer> {
  await isLoaded;
  async function* packed(): AsyncGenerator<PackedGroup> {
    for await (const group of gatherGroups(batches, columns)) yield packGroup(group, columns);
  }
  yield* joinGroups(packed(), columns);
}
