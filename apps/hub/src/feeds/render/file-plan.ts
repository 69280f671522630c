import type { Encoding, FeedKind } from '@acp-hub/feed-formats';

export interface PartLimits {
  readonly rows: number;
  /** Of the file. */
  readonly bytes: number;
}

/** How the products of a feed lie in files. */
export interface FilePlan {
  /** @param part from 1 on */
  readonly nameOf: (part: number) => string;
  readonly isGzipped: boolean;
  readonly limits: PartLimits;
}

/** OpenAI's shards: at most 500,000 rows and about 500 MB; what zlib still holds when that is reached comes on top. */
const SHARD_LIMITS: PartLimits = { rows: 500_000, bytes: 490_000_000 };

/** Parquet packs its pages itself. */
const ENDINGS: Readonly<Record<Encoding, string>> = {
  jsonl: 'jsonl.gz',
  csv: 'csv.gz',
  tsv: 'tsv.gz',
  rss: 'xml.gz',
  parquet: 'parquet',
};

/**
 * `<name>-0001.jsonl.gz`: the same names with every rendering, so that a receiver replaces what it has. A catalogue that
 * outgrows a file gets a second one, and the first keeps its name.
 */
const shards = (name: string, encoding: Encoding): FilePlan => ({
  nameOf: (part) => `${name}-${String(part).padStart(4, '0')}.${ENDINGS[encoding]}`,
  isGzipped: encoding !== 'parquet',
  limits: SHARD_LIMITS,
});

/** What the protocol ingests is one file, called so, that replaces all there was (openapi.feed.yaml). */
const PROTOCOL_FILE: FilePlan = {
  nameOf: () => 'products.jsonl',
  isGzipped: false,
  limits: { rows: Infinity, bytes: Infinity },
};

/** @param name what the files' names begin with, unless the format gives them theirs */
export const filePlan = ({ format, encoding }: FeedKind, name: string): FilePlan =>
  format === 'acp' ? PROTOCOL_FILE : shards(name, encoding);
