import { feedOptionsSchema, type FeedSettings } from '@acp-hub/feed-formats';
import type { FeedContents } from '../feed';
import type { SellerOf } from '../ports';

/** What a format needs to know of a feed: its options, and who sells. */
export async function feedSettings(sellerOf: SellerOf, feed: FeedContents): Promise<FeedSettings> {
  const options = feedOptionsSchema.parse(feed.options);
  const { name, links } = await sellerOf(feed);
  const { shopUrl } = options;
  return { ...options, seller: { name, links, ...(shopUrl === undefined ? {} : { url: shopUrl }) } };
}
