import {
  openFeed,
  withdrawn,
  type FeedSettings,
  type Taken,
  type Verdict,
  type WireProduct,
} from '@acp-hub/feed-formats';
import type { CatalogueEntry } from '../../catalog/ports';

export interface ChangedProduct {
  readonly changeSeq: number;
  readonly upsert: WireProduct;
  /** Of what is on sale. */
  readonly verdicts: readonly Verdict[];
  /** Items that are told to be gone. */
  readonly withdrawn: number;
  readonly saleChange?: number;
}

/** What a Feed API is told of one change: what is listed as it is, and what is not any more as discontinued. */
function upsertOf({ product }: CatalogueEntry, { records, verdicts }: Taken): WireProduct {
  const gone = withdrawn(product);
  const [listed] = records as readonly WireProduct[];
  if (listed === undefined) return gone;
  const excluded = new Set(
    verdicts.filter(({ status }) => status === 'excluded').map(({ itemId }) => itemId),
  );
  return { ...listed, variants: [...listed.variants, ...gone.variants.filter(({ id }) => excluded.has(id))] };
}

/** What changed in a catalogue, as the products to upsert by a Feed API, in the order of the changes. */
export async function* changedProducts(
  changes: AsyncIterable<readonly CatalogueEntry[]>,
  settings: FeedSettings,
  now: Date,
): AsyncGenerator<ChangedProduct> {
  const feed = openFeed({ format: 'acp', encoding: 'jsonl' }, settings, now);
  for await (const entries of changes)
    for (const entry of entries) {
      const taken: Taken = entry.isDeleted ? { records: [], verdicts: [] } : feed.take(entry.product);
      const upsert = upsertOf(entry, taken);
      const excluded = taken.verdicts.filter(({ status }) => status === 'excluded').length;
      yield {
        changeSeq: entry.changeSeq,
        upsert,
        verdicts: taken.verdicts,
        withdrawn: entry.isDeleted ? upsert.variants.length : excluded,
        ...(taken.saleChange === undefined ? {} : { saleChange: taken.saleChange }),
      };
    }
}
