import { Logger, Module, type DynamicModule, type OnModuleDestroy } from '@nestjs/common';
import type { Clock } from '../clock';
import { newId } from '../ids';
import { Metrics } from '../metrics/metrics';
import { OrderPageLinks } from '../orders/order-page-links';
import { TenantDirectory } from '../persistence/tenant-directory';
import { OutboxRepository } from '../persistence/webhooks/outbox-repository';
import { CLOCK, DELIVERY_QUEUE, OUTBOX_NUDGE } from '../tokens';
import { DeliverNews } from './deliver-news';
import { EndpointSlots } from './endpoint-slots';
import { GuardedWebhookSender } from './guarded-webhook-sender';
import type { DeliveryQueue } from './ports';
import { RelayOutbox } from './relay-outbox';

/** Of the 256 deliveries a process has in hand. */
export const SLOTS = { quick: 64, slow: 8, lingering: 160 };

/** Signed news to agents. Needs `TenantDirectory`, `OrderPageLinks`, `Metrics`, `CLOCK` and `DELIVERY_QUEUE`. */
@Module({})
export class WebhooksModule implements OnModuleDestroy {
  constructor(private readonly relay: RelayOutbox) {}

  onModuleDestroy(): Promise<void> {
    return this.relay.idle();
  }

  static register(options: { readonly allowPrivateAddresses: boolean }): DynamicModule {
    return {
      module: WebhooksModule,
      providers: [
        {
          provide: OutboxRepository,
          useFactory: (directory: TenantDirectory, links: OrderPageLinks, clock: Clock) =>
            new OutboxRepository(directory, links, newId, clock),
          inject: [TenantDirectory, OrderPageLinks, CLOCK],
        },
        {
          provide: RelayOutbox,
          useFactory: (outbox: OutboxRepository, queue: DeliveryQueue, clock: Clock) => {
            const logger = new Logger(RelayOutbox.name);
            return new RelayOutbox(outbox, queue, clock, (error) =>
              logger.warn({ err: error }, 'The outbox could not be relayed; it is tried again every second.'),
            );
          },
          inject: [OutboxRepository, DELIVERY_QUEUE, CLOCK],
        },
        { provide: OUTBOX_NUDGE, useExisting: RelayOutbox },
        {
          provide: GuardedWebhookSender,
          useFactory: (clock: Clock) => new GuardedWebhookSender(options, clock),
          inject: [CLOCK],
        },
        {
          provide: DeliverNews,
          useFactory: (
            outbox: OutboxRepository,
            sender: GuardedWebhookSender,
            clock: Clock,
            metrics: Metrics,
          ) => new DeliverNews(outbox, sender, new EndpointSlots(SLOTS), clock, metrics),
          inject: [OutboxRepository, GuardedWebhookSender, CLOCK, Metrics],
        },
      ],
      exports: [RelayOutbox, OUTBOX_NUDGE, DeliverNews],
    };
  }
}
