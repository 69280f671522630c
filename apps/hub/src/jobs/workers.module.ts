import { getQueueToken } from '@nestjs/bullmq';
import { Module, type DynamicModule, type FactoryProvider } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { SyncCatalogue } from '../catalog/sync-catalogue';
import { PublishFeed } from '../feeds/publish-feed';
import { Metrics } from '../metrics/metrics';
import { PollConnection } from '../orders/poll-connection';
import { PollOrders } from '../orders/poll-orders';
import { RefreshOrder } from '../orders/refresh-order';
import { OldRowRepository } from '../persistence/retention/old-row-repository';
import { TenantDirectory } from '../persistence/tenant-directory';
import { PurgeOldRows } from '../retention/purge-old-rows';
import { CLOCK, MAINTENANCE_TASKS } from '../tokens';
import { DeliverNews } from '../webhooks/deliver-news';
import { RelayOutbox } from '../webhooks/relay-outbox';
import { CatalogueProcessor } from './catalogue.processor';
import { FeedsProcessor } from './feeds.processor';
import { MaintenanceClock } from './maintenance-clock';
import type { MaintenanceTask } from './maintenance-task';
import { MaintenanceProcessor } from './maintenance.processor';
import { OrderRefreshProcessor } from './order-refresh.processor';
import { QUEUE } from './queue-names';
import { WebhooksProcessor } from './webhooks.processor';

/** The modules that bring the use cases, and how to make the tasks of other parts of the hub. */
export type WorkerOptions = Pick<DynamicModule, 'imports'> &
  Pick<FactoryProvider<readonly MaintenanceTask[]>, 'useFactory' | 'inject'>;

const RELAY_EVERY_MS = 1_000;
const LOOK_FOR_POLLS_EVERY_MS = 2_000;
const PURGE_EVERY_MS = 10 * 60 * 1_000;

/** The receiving end of the queues and the recurring work; processes that only serve leave it out. */
@Module({})
export class WorkersModule {
  static register({ imports = [], useFactory, inject = [] }: WorkerOptions): DynamicModule {
    return {
      module: WorkersModule,
      imports,
      providers: [
        {
          provide: PurgeOldRows,
          useFactory: (directory: TenantDirectory, clock: { now(): Date }) =>
            new PurgeOldRows(new OldRowRepository(directory), clock),
          inject: [TenantDirectory, CLOCK],
        },
        {
          provide: MAINTENANCE_TASKS,
          useFactory: async (
            relay: RelayOutbox,
            poll: PollOrders,
            purge: PurgeOldRows,
            ...others: unknown[]
          ) => [
            { name: 'relay-outbox', everyMs: RELAY_EVERY_MS, run: () => relay.execute() },
            { name: 'poll-orders', everyMs: LOOK_FOR_POLLS_EVERY_MS, run: () => poll.execute() },
            { name: 'purge-old-rows', everyMs: PURGE_EVERY_MS, run: () => purge.execute() },
            ...(await useFactory(...others)),
          ],
          inject: [RelayOutbox, PollOrders, PurgeOldRows, ...inject],
        },
        {
          provide: MaintenanceClock,
          useFactory: (queue: Queue, tasks: readonly MaintenanceTask[]) => new MaintenanceClock(queue, tasks),
          inject: [getQueueToken(QUEUE.maintenance), MAINTENANCE_TASKS],
        },
        {
          provide: MaintenanceProcessor,
          useFactory: (tasks: readonly MaintenanceTask[]) => new MaintenanceProcessor(tasks),
          inject: [MAINTENANCE_TASKS],
        },
        {
          provide: WebhooksProcessor,
          useFactory: (deliver: DeliverNews) => new WebhooksProcessor(deliver),
          inject: [DeliverNews],
        },
        {
          provide: CatalogueProcessor,
          useFactory: (sync: SyncCatalogue) => new CatalogueProcessor(sync),
          inject: [SyncCatalogue],
        },
        {
          provide: FeedsProcessor,
          useFactory: (publish: PublishFeed, metrics: Metrics) => new FeedsProcessor(publish, metrics),
          inject: [PublishFeed, Metrics],
        },
        {
          provide: OrderRefreshProcessor,
          useFactory: (refresh: RefreshOrder, poll: PollConnection) =>
            new OrderRefreshProcessor(refresh, poll),
          inject: [RefreshOrder, PollConnection],
        },
      ],
    };
  }
}
