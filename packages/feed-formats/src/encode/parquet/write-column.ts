import { ByteWriter, type ParquetWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeRleBitPackedHybrid } from 'hyparquet-writer/src/encoding.js';
import type { ParquetColumn } from './column';
import type { GroupColumn } from './row-group';

/** What a file's metadata says of a column's values in one group. */
export type ColumnChunk = ParquetWriter['row_groups'][number]['columns'][number];

export type Compress = (page: Uint8Array) => Uint8Array;

type Encoding = NonNullable<ColumnChunk['meta_data']>['encodings'][number];

interface PageValues {
  readonly encoding: Encoding;
  readonly bytes: Uint8Array;
}

const PHYSICAL_TYPES = { STRING: 'BYTE_ARRAY', BOOLEAN: 'BOOLEAN', INT32: 'INT32' } as const;

const hybrid = (values: Uint8Array | Uint32Array, bitWidth: number): Uint8Array => {
  const writer = new ByteWriter();
  writeRleBitPackedHybrid(writer, values, bitWidth);
  return writer.getBytes();
};

function valuesOf(column: GroupColumn): PageValues {
  const writer = new ByteWriter();
  switch (column.kind) {
    case 'plain':
      return { encoding: 'PLAIN', bytes: column.values };
    case 'flags': {
      const runs = hybrid(column.flags, 1);
      writer.appendUint32(runs.length);
      writer.appendBytes(runs);
      return { encoding: 'RLE', bytes: writer.getBytes() };
    }
    case 'dictionary': {
      if (column.entries === 0) return { encoding: 'PLAIN', bytes: writer.getBytes() };
      const bitWidth = Math.ceil(Math.log2(column.entries));
      writer.appendUint8(bitWidth);
      writeRleBitPackedHybrid(writer, column.numbers, bitWidth);
      return { encoding: 'RLE_DICTIONARY', bytes: writer.getBytes() };
    }
  }
}

/** Writes what a column holds as a chunk: its dictionary, if it has one, and a single page (Parquet's data page v2). */
export function writeColumn(
  writer: ByteWriter,
  { name, type }: ParquetColumn,
  column: GroupColumn,
  compress: Compress,
): ColumnChunk {
  const begin = writer.offset;
  let unpacked = 0;
  const { encoding, bytes } = valuesOf(column);
  const hasDictionary = encoding === 'RLE_DICTIONARY' && column.kind === 'dictionary';
  if (hasDictionary) {
    const packed = compress(column.values);
    const header = writer.offset;
    writePageHeader(writer, {
      type: 'DICTIONARY_PAGE',
      uncompressed_page_size: column.values.length,
      compressed_page_size: packed.length,
      dictionary_page_header: { num_values: column.entries, encoding: 'PLAIN' },
    });
    unpacked += writer.offset - header + column.values.length;
    writer.appendBytes(packed);
  }
  const dataBegin = writer.offset;
  const levels = hybrid(column.levels, 1);
  const packed = compress(bytes);
  writePageHeader(writer, {
    type: 'DATA_PAGE_V2',
    uncompressed_page_size: levels.length + bytes.length,
    compressed_page_size: levels.length + packed.length,
    data_page_header_v2: {
      num_values: column.levels.length,
      num_nulls: column.levels.length - column.present,
      num_rows: column.levels.length,
      encoding,
      definition_levels_byte_length: levels.length,
      repetition_levels_byte_length: 0,
      is_compressed: true,
    },
  });
  unpacked += writer.offset - dataBegin + levels.length + bytes.length;
  writer.appendBytes(levels);
  writer.appendBytes(packed);
  return {
    file_offset: BigInt(begin),
    meta_data: {
      type: PHYSICAL_TYPES[type],
      encodings: hasDictionary ? ['PLAIN', encoding] : [encoding],
      path_in_schema: [name],
      codec: 'ZSTD',
      num_values: BigInt(column.levels.length),
      total_uncompressed_size: BigInt(unpacked),
      total_compressed_size: BigInt(writer.offset - begin),
      data_page_offset: BigInt(dataBegin),
      ...(hasDictionary && { dictionary_page_offset: BigInt(begin) }),
    },
  };
}
