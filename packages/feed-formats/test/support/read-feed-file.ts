import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Encoding } from '../../src';
import { readDelimited, readJsonLines, readParquet, readRss } from './parsers';

/** What a receiver reads from a feed's file. */
export async function readFeedFile(
  encoding: Encoding,
  path: string,
): Promise<readonly Record<string, unknown>[]> {
  const file = readFileSync(path);
  const bytes = path.endsWith('.gz') ? gunzipSync(file) : file;
  switch (encoding) {
    case 'parquet':
      return readParquet(bytes);
    case 'jsonl':
      return readJsonLines(bytes);
    case 'rss':
      return readRss(bytes);
    case 'csv':
      return readDelimited(bytes, ',');
    case 'tsv':
      return readDelimited(bytes, '\t');
  }
}

/** The items of a record, whichever format it is of. */
export const itemIdsIn = (record: Record<string, unknown>): readonly unknown[] =>
  Array.isArray(record.variants)
    ? record.variants.map(({ id }: { id: unknown }) => id)
    : [record.item_id ?? record.id];
