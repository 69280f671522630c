import { createTransport, type OwnedTransport } from '@acp-hub/connector-http';
import { Inject, Logger, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '../clock';
import type { HubParts } from '../hub-parts';
import { newId } from '../ids';
import { PostgresCatalogueReader } from '../persistence/catalog/catalogue-reader';
import { FeedRepository } from '../persistence/feeds/feed-repository';
import { SellerRepository } from '../persistence/feeds/seller-repository';
import { TenantDirectory } from '../persistence/tenant-directory';
import { CLOCK } from '../tokens';
import { createDelivery } from './delivery/deliver-feed';
import { PublishDueFeeds } from './publish-due-feeds';
import { PublishFeed } from './publish-feed';
import { PUBLISH_LEASE_MS } from './publish-lease';
import { FormatRenderer } from './render/format-renderer';

const TRANSPORT = Symbol('feed transport');

/** What publishes feeds when they are due. Needs `TenantDirectory` and `CLOCK`. */
@Module({})
export class FeedsModule implements OnApplicationShutdown {
  constructor(@Inject(TRANSPORT) private readonly transport: OwnedTransport) {}

  onApplicationShutdown(): Promise<void> {
    return this.transport.close();
  }

  static register({ config }: HubParts): DynamicModule {
    const open = config.HUB_ALLOW_PRIVATE_ADDRESSES;
    const logger = new Logger(PublishFeed.name);
    return {
      module: FeedsModule,
      providers: [
        {
          provide: TRANSPORT,
          useFactory: () => createTransport({ allowPrivateAddresses: open, allowPlainHttp: open }),
        },
        {
          provide: PublishDueFeeds,
          useFactory: (directory: TenantDirectory, transport: OwnedTransport, clock: Clock) => {
            const feeds = new FeedRepository(directory, clock, PUBLISH_LEASE_MS);
            const parts = {
              feeds,
              reader: new PostgresCatalogueReader(directory),
              renderer: new FormatRenderer(new SellerRepository(directory).find, clock),
              deliver: createDelivery({ allowPrivateAddresses: open, transport, clock }),
            };
            const publish = new PublishFeed(parts, () => newId('pub'), clock);
            return new PublishDueFeeds(feeds, publish, (tenantId, feedId, state, reason) =>
              logger.warn({ tenantId, feedId, state, reason }, 'A feed was not delivered.'),
            );
          },
          inject: [TenantDirectory, TRANSPORT, CLOCK],
        },
      ],
      exports: [PublishDueFeeds],
    };
  }
}
