import { Module, type DynamicModule } from '@nestjs/common';
import type { Clock } from '../../clock';
import type { Connections } from '../../connectors/connection';
import type { HubParts } from '../../hub-parts';
import { newId } from '../../ids';
import { Metrics } from '../../metrics/metrics';
import { OrderPageLinks } from '../../orders/order-page-links';
import type { OutboxNudge } from '../../orders/ports';
import { FindingRepository } from '../../persistence/payments/finding-repository';
import { MoneyDeskRepository } from '../../persistence/payments/money-desk-repository';
import { TenantDirectory } from '../../persistence/tenant-directory';
import { CLOCK, CONNECTIONS, OUTBOX_NUDGE } from '../../tokens';
import { FollowDueMoney } from './follow-due-money';
import { FollowMoney } from './follow-money';

/** Orders' money after the sale. `webhooks` brings `OUTBOX_NUDGE`, `checkout` the findings. */
@Module({})
export class RefundsModule {
  static register(
    { config, logger }: HubParts,
    webhooks: DynamicModule,
    checkout: DynamicModule,
  ): DynamicModule {
    const own = [
      {
        provide: MoneyDeskRepository,
        useFactory: (directory: TenantDirectory, links: OrderPageLinks, clock: Clock) =>
          new MoneyDeskRepository(directory, links, newId, clock, config.HUB_LEASE_MS),
        inject: [TenantDirectory, OrderPageLinks, CLOCK],
      },
      {
        provide: FollowMoney,
        useFactory: (
          desk: MoneyDeskRepository,
          findings: FindingRepository,
          connections: Connections,
          nudge: OutboxNudge,
          clock: Clock,
          metrics: Metrics,
        ) =>
          new FollowMoney(
            { desk, findings },
            connections,
            nudge,
            clock,
            config.HUB_POLL_SECONDS * 1_000,
            ({ refundId, source, saga }, result) => {
              metrics.refund(`${source}_${saga.step}_${result}`);
              if (result === 'manual')
                logger.error(
                  { refund: refundId, why: saga.why },
                  'A refund waits for a person; see hub cases.',
                );
            },
          ),
        inject: [MoneyDeskRepository, FindingRepository, CONNECTIONS, OUTBOX_NUDGE, CLOCK, Metrics],
      },
      {
        provide: FollowDueMoney,
        useFactory: (desk: MoneyDeskRepository, follow: FollowMoney) =>
          new FollowDueMoney(desk, follow, (error) =>
            logger.error({ err: error }, 'An order’s money could not be followed; it is tried again.'),
          ),
        inject: [MoneyDeskRepository, FollowMoney],
      },
    ];
    return {
      module: RefundsModule,
      imports: [webhooks, checkout],
      providers: own,
      exports: own.map(({ provide }) => provide),
    };
  }
}
