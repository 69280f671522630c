import type { Product } from '@acp-hub/commerce';
import { acp } from './acp';
import { acpProducts } from './acp/product';
import { delimitedEncoder } from './encode/delimited';
import { jsonLines } from './encode/json-lines';
import { encodeLines } from './encode/lines';
import { encodeParquet } from './encode/parquet/encode-parquet';
import type { FormatRules } from './format-rules';
import { google } from './google';
import { rssEncoder } from './google/rss';
import { encodingsOf, type Encoding, type FeedFormat } from './kinds';
import { openai } from './openai';
import { OPENAI_PARQUET_COLUMNS } from './openai/parquet-columns';
import type { Row } from './row';
import { createJudge, type Judged, type Watches } from './rules/judge';
import type { Verdict } from './rules/verdict';
import type { FeedSettings } from './settings';
import { stripe } from './stripe';
import { nextSaleChange } from './text/sale-window';

export const formatRules: Readonly<Record<FeedFormat, FormatRules>> = { openai, acp, google, stripe };

export interface FeedKind {
  readonly format: FeedFormat;
  readonly encoding: Encoding;
}

/** What a feed makes of a product: the records its file gets, and a verdict on every item. */
export interface Taken {
  readonly records: readonly object[];
  readonly verdicts: readonly Verdict[];
  /**
   * When a sale price of it begins or ends next, where the format has no dates to tell that by; milliseconds since the
   * epoch. What was made of it before is wrong from then on.
   */
  readonly saleChange?: number;
}

/** One rendering of a feed. It remembers the ids it saw, so a product is taken once. */
export interface Feed {
  take(product: Product): Taken;
  /** Encodes records into the bytes of one file, not yet packed where the encoding does not pack itself. */
  encode(batches: AsyncIterable<readonly object[]> | Iterable<readonly object[]>): AsyncIterable<Buffer>;
}

const isListed = ({ verdict }: Judged): boolean => verdict.status !== 'excluded';

function recordsOf(
  format: FeedFormat,
  settings: FeedSettings,
): (judged: readonly Judged[]) => readonly object[] {
  if (format !== 'acp') return (judged) => judged.filter(isListed).map(({ row }) => row);
  const nest = acpProducts(settings);
  return (judged) => {
    const product = nest(judged);
    return product === undefined ? [] : [product];
  };
}

type Batches = AsyncIterable<readonly object[]> | Iterable<readonly object[]>;

function encoderOf(
  { format, encoding }: FeedKind,
  settings: FeedSettings,
): (batches: Batches) => AsyncIterable<Buffer> {
  const { columns } = formatRules[format];
  // Flat formats' records are rows: `recordsOf` made them.
  const rows = (batches: Batches) => batches as AsyncIterable<readonly Row[]>;
  switch (encoding) {
    case 'jsonl':
      return (batches) => encodeLines(batches, jsonLines);
    case 'csv':
      return (batches) => encodeLines(rows(batches), delimitedEncoder(columns, ','));
    case 'tsv':
      return (batches) => encodeLines(rows(batches), delimitedEncoder(columns, '\t'));
    case 'rss':
      return (batches) => encodeLines(rows(batches), rssEncoder(settings.seller));
    case 'parquet':
      return (batches) => encodeParquet(rows(batches), OPENAI_PARQUET_COLUMNS);
  }
}

/**
 * @param watches what was seen before, where this is not the beginning of the catalogue.
 * @throws RangeError where the format is not read in that encoding.
 */
export function openFeed(kind: FeedKind, settings: FeedSettings, now: Date, watches?: Watches): Feed {
  const { format, encoding } = kind;
  if (!encodingsOf[format].includes(encoding))
    throw new RangeError(`${format} is not read as ${encoding}, but as ${encodingsOf[format].join(', ')}.`);
  const judge = createJudge(formatRules[format], encoding, settings, now, watches);
  const records = recordsOf(format, settings);
  const tellsDates = formatRules[format].columns.includes('sale_price_effective_date');
  return {
    take(product) {
      const judged = judge(product);
      const saleChange = tellsDates ? undefined : nextSaleChange(judged, now);
      return {
        records: records(judged),
        verdicts: judged.map(({ verdict }) => verdict),
        ...(saleChange === undefined ? {} : { saleChange }),
      };
    },
    encode: encoderOf(kind, settings),
  };
}
