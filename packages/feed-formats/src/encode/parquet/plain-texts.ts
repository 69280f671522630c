const FIRST_BYTES = 64 * 1024;
const BYTES_A_UNIT = 3;
export const LENGTH_BYTES = 4;

/** Texts one after the other, each behind its length in bytes: PLAIN, as Parquet has byte arrays. */
export class PlainTexts {
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(text: string): void {
    this.#makeRoom(LENGTH_BYTES + text.length * BYTES_A_UNIT);
    const length = this.#bytes.write(text, this.#size + LENGTH_BYTES);
    this.#bytes.writeUInt32LE(length, this.#size);
    this.#size += LENGTH_BYTES + length;
  }

  /** What was added, given away; as much room is made for what comes next. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = new Uint8Array(this.#bytes.buffer, 0, this.#size);
    this.#bytes = Buffer.allocUnsafeSlow(Math.max(FIRST_BYTES, this.#size));
    this.#size = 0;
    return taken;
  }

  #makeRoom(bytes: number): void {
    const needed = this.#size + bytes;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#size);
    this.#bytes = larger;
  }
}

/** The texts again, one by one. */
export function* readPlainTexts(texts: Uint8Array): Generator<string> {
  const bytes = Buffer.from(texts.buffer, texts.byteOffset, texts.length);
  for (let at = 0; at < bytes.length;) {
    const begin = at + LENGTH_BYTES;
    at = begin + bytes.readUInt32LE(at);
    yield bytes.toString('utf8', begin, at);
  }
}
