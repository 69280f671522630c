import { compress } from '@foxglove/wasm-zstd';
import { ByteWriter } from 'hyparquet-writer';
import type { ParquetColumn } from './column';
import type { RowGroup } from './row-group';
import { writeColumn, type ColumnChunk } from './write-column';

/** Of zstd; 1 packs product texts a few percent less than 3 in half the time. */
const LEVEL = 1;

/** Some rows as they stand in a file, and what its end says of them. */
export interface PackedGroup {
  readonly rows: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** With offsets from the beginning of the group's own bytes. */
  readonly chunks: readonly ColumnChunk[];
}

/** Writes a group's columns, zstd inside; zstd is loaded. */
export function packGroup(group: RowGroup, columns: readonly ParquetColumn[]): PackedGroup {
  const writer = new ByteWriter();
  const chunks = columns.map((column, index) => {
    const values = group.columns[index];
    if (values === undefined) throw new RangeError(`The group has no column ${column.name}.`);
    return writeColumn(writer, column, values, (page) => compress(page, LEVEL));
  });
  return { rows: group.rows, bytes: new Uint8Array(writer.getBuffer()), chunks };
}
