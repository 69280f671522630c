import { GroupGatherer } from '../encode/parquet/gather-groups';
import { packGroup, type PackedGroup } from '../encode/parquet/pack-group';
import { MOST_ROWS, type RowGroup } from '../encode/parquet/row-group';
import { openFeed, type FeedKind } from '../feed';
import { OPENAI_PARQUET_COLUMNS } from '../openai/parquet-columns';
import type { Row } from '../row';
import type { KeyHashes } from '../rules/duplicate-watch';
import { newWatches } from '../rules/judge';
import { emptyTally, tallyAll, type Tally } from '../rules/tally';
import type { Verdict } from '../rules/verdict';
import type { FeedSettings } from '../settings';
import { earlier } from '../text/sale-window';
import { readDocuments, type ProductDocuments } from './documents';

/** What all slices of a rendering have in common. */
export interface SliceOrder {
  readonly settings: FeedSettings;
  readonly now: Date;
  /** Of a group of rows; {@link MOST_ROWS} and no more. */
  readonly mostRows: number;
}

/** Ids and SKUs of items. */
export interface ItemKeys {
  readonly ids: KeyHashes;
  readonly skus: KeyHashes;
}

/** Products that are next to each other in a catalogue. */
export interface SliceTask {
  readonly documents: ProductDocuments;
  /** Of the keys they have, those that products before them had; none where that is not known yet. */
  readonly seen?: ItemKeys;
}

/** What becomes of them in a Parquet file. */
export interface Slice {
  readonly groups: readonly PackedGroup[];
  readonly tally: Tally;
  /** Those that say anything. */
  readonly verdicts: readonly Verdict[];
  /** As of a product. */
  readonly saleChange: number | undefined;
  /** What it has, each once. */
  readonly keys: ItemKeys;
  /** Given back, in case it must be made again. */
  readonly documents: ProductDocuments;
}

const KIND: FeedKind = { format: 'openai', encoding: 'parquet' };

/** Judges a slice by itself, and packs its rows; zstd is loaded. @throws SyntaxError on a document that is no JSON */
export function makeSlice({ settings, now, mostRows }: SliceOrder, { documents, seen }: SliceTask): Slice {
  const watches = newWatches();
  if (seen !== undefined) {
    watches.ids.note(seen.ids);
    watches.skus.note(seen.skus);
  }
  const feed = openFeed(KIND, settings, now, watches);
  const gatherer = new GroupGatherer(OPENAI_PARQUET_COLUMNS, Math.min(mostRows, MOST_ROWS));
  const groups: PackedGroup[] = [];
  const telling: Verdict[] = [];
  const pack = (group: RowGroup) => groups.push(packGroup(group, OPENAI_PARQUET_COLUMNS));
  let tally = emptyTally;
  let saleChange: number | undefined;
  for (const product of readDocuments(documents)) {
    const taken = feed.take(product);
    const { records, verdicts } = taken;
    saleChange = earlier(saleChange, taken.saleChange);
    for (const group of gatherer.add(records as readonly Row[])) pack(group);
    tally = tallyAll(tally, verdicts);
    telling.push(...verdicts.filter(saysAnything));
  }
  for (const group of gatherer.end()) pack(group);
  return {
    ...{ groups, tally, verdicts: telling, saleChange, documents },
    keys: { ids: watches.ids.hashes, skus: watches.skus.hashes },
  };
}

export const saysAnything = ({ reasons }: Verdict): boolean => reasons.length > 0;

/** Everything that goes over to another thread with the slice. */
export const buffersOfSlice = ({ groups, keys, documents }: Slice): ArrayBuffer[] => [
  documents.bytes.buffer,
  ...groups.map(({ bytes }) => bytes.buffer),
  keys.ids.buffer,
  keys.skus.buffer,
];
