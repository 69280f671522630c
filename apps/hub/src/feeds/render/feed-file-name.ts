import type { Encoding } from '@acp-hub/feed-formats';

const ENDINGS: Readonly<Record<Encoding, string>> = {
  jsonl: 'jsonl.gz',
  csv: 'csv.gz',
  tsv: 'tsv.gz',
  rss: 'xml.gz',
  parquet: 'parquet',
};

/** Parquet packs its pages itself. */
export const isPacked = (encoding: Encoding): boolean => encoding === 'parquet';

/**
 * `products-0001.jsonl.gz`: the same names with every rendering, so that a receiver replaces what it has. A catalogue
 * that outgrows a file gets a second one, and the first keeps its name.
 */
export const feedFileName = (name: string, part: number, encoding: Encoding): string =>
  `${name}-${String(part).padStart(4, '0')}.${ENDINGS[encoding]}`;
