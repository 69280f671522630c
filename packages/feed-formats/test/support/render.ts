import type { Product } from '@acp-hub/commerce';
import { openFeed, type FeedKind, type FeedSettings } from '../../src';
import { NOW } from './sound-products';

/** Everything a feed makes of products, encoded in batches of one product. */
export async function render(kind: FeedKind, products: readonly Product[], settings: FeedSettings) {
  const feed = openFeed(kind, settings, NOW);
  const taken = products.map((product) => feed.take(product));
  const chunks: Buffer[] = [];
  for await (const chunk of feed.encode(taken.map(({ records }) => records))) chunks.push(chunk);
  return {
    bytes: Buffer.concat(chunks),
    chunks,
    records: taken.flatMap(({ records }) => records) as Record<string, unknown>[],
    verdicts: taken.flatMap(({ verdicts }) => verdicts),
  };
}
