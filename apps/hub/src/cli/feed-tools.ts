import type { CatalogueReader } from '../catalog/ports';
import { systemClock } from '../clock';
import { createPublish } from '../feeds/create-publish';
import { createDelivery } from '../feeds/delivery/deliver-feed';
import { KeptFeeds } from '../feeds/downloads/kept-feeds';
import { openFeedTransport } from '../feeds/feed-transport';
import type { FeedRenderer, Feeds, RenderObserver } from '../feeds/ports';
import { PreviewFeed } from '../feeds/preview-feed';
import { PublishEveryFormat } from '../feeds/publish-every-format';
import type { PublishFeed } from '../feeds/publish-feed';
import { FormatRenderer } from '../feeds/render/format-renderer';
import { PostgresCatalogueReader } from '../persistence/catalog/catalogue-reader';
import { FeedRepository } from '../persistence/feeds/feed-repository';
import { SellerRepository } from '../persistence/feeds/seller-repository';
import type { ToolParts } from './open-shops';

/** What commands need that make feeds and look into them. */
export interface FeedTools {
  readonly feeds: Feeds;
  /** What lies ready to be fetched. */
  readonly kept: KeptFeeds;
  readonly reader: CatalogueReader;
  readonly renderer: FeedRenderer;
  readonly publish: PublishFeed;
  readonly publishEveryFormat: PublishEveryFormat;
  readonly previewFeed: PreviewFeed;
  close(): Promise<void>;
}

export function openFeedTools(
  { config, directory }: Pick<ToolParts, 'config' | 'directory'>,
  observer: RenderObserver = {},
): FeedTools {
  const clock = systemClock;
  const open = config.HUB_ALLOW_PRIVATE_ADDRESSES;
  const transport = openFeedTransport(open);
  const kept = new KeptFeeds(config.HUB_DOWNLOADS_DIR);
  const feeds = new FeedRepository(directory, clock, config.HUB_LEASE_MS);
  const reader = new PostgresCatalogueReader(directory);
  const sellerOf = new SellerRepository(directory).find;
  const renderer = new FormatRenderer(sellerOf, clock);
  const deliver = createDelivery({ allowPrivateAddresses: open, transport, clock, kept });
  return {
    feeds,
    kept,
    reader,
    renderer,
    publish: createPublish(
      feeds,
      { reader, renderer, deliver, clock, observe: () => observer },
      config.HUB_LEASE_MS,
    ),
    publishEveryFormat: new PublishEveryFormat(reader, renderer, deliver),
    previewFeed: new PreviewFeed(reader, sellerOf, clock),
    close: () => transport.close(),
  };
}
