import type { CatalogueEntry, CatalogueReader } from '../catalog/ports';
import type { FeedContents, FeedVerdict } from './feed';
import type { FeedRenderer } from './ports';

export interface Explanation {
  readonly feed: FeedContents;
  /** `unknown`: not in the feed's catalogue; `gone`: it was, and is not on sale any more. */
  readonly found: 'on_sale' | 'gone' | 'unknown';
  readonly verdicts: readonly FeedVerdict[];
}

/** What feeds make of an item, or of all items of the product so called. */
export async function explainItem(
  { reader, renderer }: { readonly reader: CatalogueReader; readonly renderer: FeedRenderer },
  feeds: readonly FeedContents[],
  itemOrProductId: string,
): Promise<readonly Explanation[]> {
  const explanations: Explanation[] = [];
  for (const feed of feeds) {
    const entry = await reader.find(feed, itemOrProductId);
    const isOnSale = entry !== undefined && !entry.isDeleted;
    explanations.push({
      feed,
      found: isOnSale ? 'on_sale' : entry === undefined ? 'unknown' : 'gone',
      verdicts: isOnSale ? await verdictsOf(renderer, feed, entry, itemOrProductId) : [],
    });
  }
  return explanations;
}

async function verdictsOf(
  renderer: FeedRenderer,
  feed: FeedContents,
  { product }: CatalogueEntry,
  id: string,
): Promise<readonly FeedVerdict[]> {
  const verdicts = await renderer.judge(feed, product);
  const ofItem = verdicts.filter(({ itemId }) => itemId === id);
  return ofItem.length > 0 ? ofItem : verdicts;
}
