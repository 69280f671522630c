import type { OwnedTransport } from '@acp-hub/connector-http';
import { Inject, Logger, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '../clock';
import type { HubParts } from '../hub-parts';
import { Metrics } from '../metrics/metrics';
import { PostgresCatalogueReader } from '../persistence/catalog/catalogue-reader';
import { FeedRepository } from '../persistence/feeds/feed-repository';
import { SellerRepository } from '../persistence/feeds/seller-repository';
import { TenantDirectory } from '../persistence/tenant-directory';
import { CLOCK, FEED_QUEUE } from '../tokens';
import { createPublish } from './create-publish';
import { createDelivery } from './delivery/deliver-feed';
import { KeptFeeds } from './downloads/kept-feeds';
import { openFeedTransport } from './feed-transport';
import type { FeedContents } from './feed';
import type { FeedQueue, RenderObserver } from './ports';
import { slowly, type Progress } from './progress';
import { PublishDueFeeds } from './publish-due-feeds';
import { PublishFeed } from './publish-feed';
import { FormatRenderer } from './render/format-renderer';
import { WatchFeeds } from './watch-feeds';

const TRANSPORT = Symbol('feed transport');

const TROUBLE_WORDS = {
  late: 'A feed is late: no whole run has gone well for longer than its schedule allows. See: hub feeds history',
  held: 'A feed is kept back because it would shrink suddenly. See: hub feeds history, hub feeds release',
} as const;

const LOG_EVERY_MS = 30_000;

/** Long work says where it is, for those who wait for it. */
const progressLog =
  (logger: Logger) =>
  ({ tenantId, feedId, name }: FeedContents): RenderObserver => ({
    onProgress: slowly(LOG_EVERY_MS, (progress: Progress) =>
      logger.log({ tenantId, feedId, name, ...progress }, 'A feed is being published.'),
    ),
  });

/** What publishes feeds when they are due. Needs `TenantDirectory`, `Metrics`, `CLOCK` and the queues. */
@Module({})
export class FeedsModule implements OnApplicationShutdown {
  constructor(@Inject(TRANSPORT) private readonly transport: OwnedTransport) {}

  onApplicationShutdown(): Promise<void> {
    return this.transport.close();
  }

  static register({ config }: HubParts): DynamicModule {
    const { HUB_ALLOW_PRIVATE_ADDRESSES: allowPrivateAddresses, HUB_LEASE_MS: leaseMs } = config;
    const kept = new KeptFeeds(config.HUB_DOWNLOADS_DIR);
    const logger = new Logger(WatchFeeds.name);
    return {
      module: FeedsModule,
      providers: [
        { provide: TRANSPORT, useFactory: () => openFeedTransport(allowPrivateAddresses) },
        {
          provide: FeedRepository,
          useFactory: (directory: TenantDirectory, clock: Clock) =>
            new FeedRepository(directory, clock, leaseMs),
          inject: [TenantDirectory, CLOCK],
        },
        {
          provide: PublishFeed,
          useFactory: (
            feeds: FeedRepository,
            directory: TenantDirectory,
            transport: OwnedTransport,
            clock: Clock,
          ) => {
            const parts = {
              reader: new PostgresCatalogueReader(directory),
              renderer: new FormatRenderer(new SellerRepository(directory).find, clock),
              deliver: createDelivery({ allowPrivateAddresses, transport, clock, kept }),
              clock,
              observe: progressLog(logger),
            };
            return createPublish(feeds, parts, leaseMs);
          },
          inject: [FeedRepository, TenantDirectory, TRANSPORT, CLOCK],
        },
        {
          provide: PublishDueFeeds,
          useFactory: (feeds: FeedRepository, queue: FeedQueue) => new PublishDueFeeds(feeds, queue),
          inject: [FeedRepository, FEED_QUEUE],
        },
        {
          provide: WatchFeeds,
          useFactory: (feeds: FeedRepository, metrics: Metrics) =>
            new WatchFeeds(feeds, {
              count: (trouble, count) => metrics.feedsInTrouble(trouble, count),
              report: (trouble, feed) => logger.warn({ ...feed, trouble }, TROUBLE_WORDS[trouble]),
            }),
          inject: [FeedRepository, Metrics],
        },
      ],
      exports: [PublishFeed, PublishDueFeeds, WatchFeeds],
    };
  }
}
