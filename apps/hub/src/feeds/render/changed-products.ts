import {
  openFeed,
  withdrawn,
  type FeedSettings,
  type Verdict,
  type WireProduct,
} from '@acp-hub/feed-formats';
import type { CatalogueEntry } from '../../catalog/ports';

/** What a Feed API is told of one change: what is listed as it is, and what is not any more as discontinued. */
function upsertOf(
  { product, isDeleted }: CatalogueEntry,
  { records, verdicts }: { readonly records: readonly object[]; readonly verdicts: readonly Verdict[] },
): WireProduct {
  const gone = withdrawn(product);
  const [listed] = records as readonly WireProduct[];
  if (isDeleted || listed === undefined) return gone;
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
): AsyncGenerator<WireProduct> {
  const feed = openFeed({ format: 'acp', encoding: 'jsonl' }, settings, now);
  for await (const entries of changes)
    for (const entry of entries) yield upsertOf(entry, feed.take(entry.product));
}
