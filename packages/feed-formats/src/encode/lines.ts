/** Text made record by record. */
export interface LineEncoder<Item> {
  readonly head: string;
  readonly line: (item: Item) => string;
  readonly tail: string;
}

const CHUNK_CHARACTERS = 64 * 1024;

/** Encodes batches into chunks of about 64 KB of UTF-8; the first comes with the first batch. */
export async function* encodeLines<Item>(
  batches: AsyncIterable<readonly Item[]> | Iterable<readonly Item[]>,
  { head, line, tail }: LineEncoder<Item>,
): AsyncGenerator<Buffer> {
  let text = head;
  let hasBegun = false;
  for await (const batch of batches) {
    for (const item of batch) {
      text += line(item);
      if (text.length >= CHUNK_CHARACTERS) {
        yield Buffer.from(text);
        hasBegun = true;
        text = '';
      }
    }
    if (!hasBegun && text !== '') {
      yield Buffer.from(text);
      hasBegun = true;
      text = '';
    }
  }
  text += tail;
  if (text !== '') yield Buffer.from(text);
}
