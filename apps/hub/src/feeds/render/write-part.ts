import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { PartLimits } from './file-plan';
import type { RowSource } from './row-source';

export interface Part {
  readonly path: string;
  readonly isGzipped: boolean;
  readonly limits: PartLimits;
}

export interface WrittenPart {
  readonly rows: number;
  readonly bytes: number;
}

/** What zlib takes by default: a twentieth larger at 1, and no smaller worth its time above. */
export const GZIP_LEVEL = 6;

/** Counts what passes. */
class ByteCount extends Transform {
  bytes = 0;

  override _transform(chunk: Buffer, _encoding: string, done: (error: null, chunk: Buffer) => void): void {
    this.bytes += chunk.length;
    done(null, chunk);
  }
}

/** Writes rows into one file until the source ends or the file is as large as may be. */
export async function writePart<Batch>(
  { path, isGzipped, limits }: Part,
  source: RowSource<Batch>,
  encode: (batches: AsyncIterable<Batch>) => AsyncIterable<Buffer>,
): Promise<WrittenPart> {
  const count = new ByteCount();
  let rows = 0;
  async function* batches(): AsyncGenerator<Batch> {
    while (rows < limits.rows && count.bytes < limits.bytes) {
      const batch = await source.next(limits.rows - rows);
      if (batch === undefined) return;
      rows += source.rowsOf(batch);
      yield batch;
    }
  }
  const bytes = Readable.from(encode(batches()), { objectMode: false });
  const file = createWriteStream(path);
  if (isGzipped) await pipeline(bytes, createGzip({ level: GZIP_LEVEL }), count, file);
  else await pipeline(bytes, count, file);
  return { rows, bytes: count.bytes };
}
