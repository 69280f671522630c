import { createTransport } from '@acp-hub/connector-http';
import type { CatalogueReader } from '../catalog/ports';
import { systemClock } from '../clock';
import { createDelivery } from '../feeds/delivery/deliver-feed';
import type { FeedRenderer, Feeds, RenderObserver } from '../feeds/ports';
import { PublishEveryFormat } from '../feeds/publish-every-format';
import { PublishFeed } from '../feeds/publish-feed';
import { PUBLISH_LEASE_MS } from '../feeds/publish-lease';
import { FormatRenderer } from '../feeds/render/format-renderer';
import { newId } from '../ids';
import { PostgresCatalogueReader } from '../persistence/catalog/catalogue-reader';
import { FeedRepository } from '../persistence/feeds/feed-repository';
import { SellerRepository } from '../persistence/feeds/seller-repository';
import type { ToolParts } from './open-shops';

/** What commands need that make feeds and look into them. */
export interface FeedTools {
  readonly feeds: Feeds;
  readonly reader: CatalogueReader;
  readonly renderer: FeedRenderer;
  readonly publish: PublishFeed;
  readonly publishEveryFormat: PublishEveryFormat;
  close(): Promise<void>;
}

export function openFeedTools(
  { config, directory }: Pick<ToolParts, 'config' | 'directory'>,
  observer: RenderObserver = {},
): FeedTools {
  const clock = systemClock;
  const open = config.HUB_ALLOW_PRIVATE_ADDRESSES;
  const transport = createTransport({ allowPrivateAddresses: open, allowPlainHttp: open });
  const feeds = new FeedRepository(directory, clock, PUBLISH_LEASE_MS);
  const reader = new PostgresCatalogueReader(directory);
  const renderer = new FormatRenderer(new SellerRepository(directory).find, clock);
  const deliver = createDelivery({ allowPrivateAddresses: open, transport, clock });
  return {
    feeds,
    reader,
    renderer,
    publish: new PublishFeed({ feeds, reader, renderer, deliver, observer }, () => newId('pub'), clock),
    publishEveryFormat: new PublishEveryFormat(reader, renderer, deliver),
    close: () => transport.close(),
  };
}
