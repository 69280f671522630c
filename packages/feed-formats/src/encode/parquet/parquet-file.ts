import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { ParquetColumn } from './column';
import type { PackedGroup } from './pack-group';
import type { ColumnChunk } from './write-column';

const CREATED_BY = 'acp-hub';

/** Puts one Parquet file together, group by group. */
export class ParquetFile {
  readonly #bytes = new ByteWriter();
  readonly #writer: ParquetWriter;

  constructor(columns: readonly ParquetColumn[]) {
    const columnData = columns.map(({ name, type }) => ({ name, type, nullable: true, data: [] }));
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      schema: schemaFromColumnData({ columnData }),
      codec: 'UNCOMPRESSED',
      createdBy: CREATED_BY,
    });
  }

  /** @returns what the file grows by. */
  *add({ rows, bytes, chunks }: PackedGroup): Generator<Buffer> {
    const begin = BigInt(this.#bytes.offset);
    this.#writer.num_rows += BigInt(rows);
    this.#writer.row_groups.push({
      columns: chunks.map((chunk) => movedBy(begin, chunk)),
      num_rows: BigInt(rows),
      total_byte_size: chunks.reduce(
        (sum, { meta_data }) => sum + (meta_data?.total_uncompressed_size ?? 0n),
        0n,
      ),
      total_compressed_size: BigInt(bytes.length),
    });
    yield* this.#take();
    this.#bytes.offset += bytes.length;
    yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** @returns the end of the file. */
  *end(): Generator<Buffer> {
    void this.#writer.finish();
    yield* this.#take();
  }

  *#take(): Generator<Buffer> {
    if (this.#bytes.index > 0) yield Buffer.from(this.#bytes.getBuffer());
    this.#bytes.index = 0;
  }
}

const movedBy = (begin: bigint, { file_offset, meta_data, ...chunk }: ColumnChunk): ColumnChunk => ({
  ...chunk,
  file_offset: file_offset + begin,
  ...(meta_data && {
    meta_data: {
      ...meta_data,
      data_page_offset: meta_data.data_page_offset + begin,
      ...(meta_data.dictionary_page_offset !== undefined && {
        dictionary_page_offset: meta_data.dictionary_page_offset + begin,
      }),
    },
  }),
});
