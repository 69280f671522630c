import { Module, type DynamicModule } from '@nestjs/common';
import type { Clock } from '../../clock';
import type { HubParts } from '../../hub-parts';
import { FeedRepository } from '../../persistence/feeds/feed-repository';
import { TenantDirectory } from '../../persistence/tenant-directory';
import { CLOCK } from '../../tokens';
import { DownloadController } from './download.controller';
import { DownloadLinks } from './download-links';
import { FindDownload } from './find-download';
import { KeptFeeds } from './kept-feeds';

/** Serves feeds to receivers that fetch them. Needs `TenantDirectory` and `CLOCK`. */
@Module({})
export class DownloadsModule {
  static register({ config, linkSecret }: Pick<HubParts, 'config' | 'linkSecret'>): DynamicModule {
    return {
      module: DownloadsModule,
      controllers: [DownloadController],
      providers: [
        {
          provide: FindDownload,
          useFactory: (directory: TenantDirectory, clock: Clock) =>
            new FindDownload(
              new DownloadLinks(config.HUB_BASE_URL, linkSecret.derive('downloads')),
              new FeedRepository(directory, clock, config.HUB_LEASE_MS),
              new KeptFeeds(config.HUB_DOWNLOADS_DIR),
              clock,
            ),
          inject: [TenantDirectory, CLOCK],
        },
      ],
    };
  }
}
