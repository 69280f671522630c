import { escapeLiteral, type Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Statement } from './tenant-statement';

/** Values as bytes, one after the other, each behind its length: 32 bits, little-endian. */
export interface CopiedValues {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly count: number;
}

/** PostgreSQL's binary COPY: a header, then rows that begin with their number of columns, and in their place an end. */
const HEADER_BYTES = 19;
const END = -1;
const COUNT_BYTES = 2;
const LENGTH_BYTES = 4;

/** Copying takes as long as its reader. Rows in order come from an index, so that the first are there at once. */
const SETTINGS = `SELECT set_config('hub.tenant', $1, true), set_config('statement_timeout', '0', true),
  set_config('enable_sort', 'off', true)`;

/** A batch has room for a last value beyond what it aims at. */
const ROOM = 1.25;

/** The batch that is filled. */
class Batch {
  #bytes: Buffer<ArrayBuffer>;
  #size = 0;
  #count = 0;

  constructor(private readonly aim: number) {
    this.#bytes = Buffer.allocUnsafeSlow(Math.ceil(aim * ROOM));
  }

  get isFull(): boolean {
    return this.#size >= this.aim;
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  add(from: Buffer, begin: number, length: number): void {
    const end = this.#size + LENGTH_BYTES + length;
    if (end > this.#bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.ceil(end * ROOM));
      this.#bytes.copy(larger, 0, 0, this.#size);
      this.#bytes = larger;
    }
    this.#bytes.writeUInt32LE(length, this.#size);
    from.copy(this.#bytes, this.#size + LENGTH_BYTES, begin, begin + length);
    this.#size = end;
    this.#count += 1;
  }

  take(): CopiedValues {
    return { bytes: new Uint8Array(this.#bytes.buffer, 0, this.#size), count: this.#count };
  }
}

/**
 * Reads the one column of a statement as the bytes that the server sends, as one tenant and as of one moment; nothing is
 * made of a value but its place in a batch. Who stops early has to give the connection up.
 *
 * @param values are written into the statement, for COPY takes no parameters
 * @param aims bytes of the first batch, and of the others
 */
export async function* readByCopy(
  client: Client,
  tenantId: string,
  statement: Statement,
  values: readonly string[],
  aims: readonly [first: number, later: number],
): AsyncGenerator<CopiedValues> {
  await client.query('BEGIN READ ONLY');
  await client.query(SETTINGS, [tenantId]);
  const text = statement.text.replace(/\$(\d+)/g, (_, at: string) =>
    escapeLiteral(values[Number(at) - 1] ?? ''),
  );
  let batch = new Batch(aims[0]);
  let [rest, skipped] = [Buffer.alloc(0), HEADER_BYTES];
  for await (const chunk of client.query(
    copyTo(`COPY (${text}) TO STDOUT (FORMAT binary)`),
  ) as AsyncIterable<Buffer>) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    if (skipped > 0) {
      at = Math.min(skipped, bytes.length);
      skipped -= at;
    }
    while (bytes.length - at >= COUNT_BYTES + LENGTH_BYTES && bytes.readInt16BE(at) !== END) {
      const begin = at + COUNT_BYTES + LENGTH_BYTES;
      const length = bytes.readInt32BE(at + COUNT_BYTES);
      if (bytes.length - begin < length) break;
      batch.add(bytes, begin, length);
      at = begin + length;
      if (!batch.isFull) continue;
      yield batch.take();
      batch = new Batch(aims[1]);
    }
    rest = Buffer.from(bytes.subarray(at));
  }
  if (!batch.isEmpty) yield batch.take();
}
