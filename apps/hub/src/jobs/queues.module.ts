import { BullModule, getQueueToken, InjectQueue } from '@nestjs/bullmq';
import { Logger, Module, type DynamicModule } from '@nestjs/common';
import { Queue } from 'bullmq';
import type { Catalogue } from '../catalog/ports';
import { CATALOGUE_QUEUE, DELIVERY_QUEUE, FEED_QUEUE, REFRESH_QUEUE } from '../tokens';
import type { Located } from '../located';
import { BullCatalogueQueue } from './bull-catalogue-queue';
import { BullDeliveryQueue } from './bull-delivery-queue';
import { BullFeedQueue } from './bull-feed-queue';
import { BullRefreshQueue, type RefreshJob } from './bull-refresh-queue';
import type { Queues } from './open-queues';
import { QUEUE } from './queue-names';

/** The sending end of the queues; every process has it. */
@Module({})
export class QueuesModule {
  readonly #logger = new Logger(QueuesModule.name);

  constructor(
    @InjectQueue(QUEUE.webhooks) webhooks: Queue,
    @InjectQueue(QUEUE.orderRefresh) orderRefresh: Queue,
    @InjectQueue(QUEUE.catalogue) catalogue: Queue,
    @InjectQueue(QUEUE.feeds) feeds: Queue,
    @InjectQueue(QUEUE.maintenance) maintenance: Queue,
  ) {
    for (const queue of [webhooks, orderRefresh, catalogue, feeds, maintenance]) {
      // The error itself carries its connection, which has no place in a log.
      queue.on('error', (error: Error) =>
        this.#logger.warn(
          { reason: error.message, queue: queue.name },
          'A queue is out of reach; it is tried again.',
        ),
      );
    }
  }

  static register(queues: Queues): DynamicModule {
    const registered = BullModule.registerQueue(...Object.values(QUEUE).map((name) => ({ name })));
    return {
      module: QueuesModule,
      global: true,
      imports: [BullModule.forRoot({ connection: queues.connection }), registered],
      providers: [
        {
          provide: DELIVERY_QUEUE,
          useFactory: (queue: Queue<Located>) => new BullDeliveryQueue(queue),
          inject: [getQueueToken(QUEUE.webhooks)],
        },
        {
          provide: REFRESH_QUEUE,
          useFactory: (queue: Queue<RefreshJob>) => new BullRefreshQueue(queue),
          inject: [getQueueToken(QUEUE.orderRefresh)],
        },
        {
          provide: CATALOGUE_QUEUE,
          useFactory: (queue: Queue<Catalogue>) => new BullCatalogueQueue(queue),
          inject: [getQueueToken(QUEUE.catalogue)],
        },
        {
          provide: FEED_QUEUE,
          useFactory: (queue: Queue<Located>) => new BullFeedQueue(queue),
          inject: [getQueueToken(QUEUE.feeds)],
        },
      ],
      exports: [registered, DELIVERY_QUEUE, REFRESH_QUEUE, CATALOGUE_QUEUE, FEED_QUEUE],
    };
  }
}
