import { Module, type DynamicModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { NoteReportedProduct } from '../catalog/note-reported-product';
import type { CatalogueQueue } from '../catalog/ports';
import type { Connections } from '../connectors/connection';
import type { RefreshQueue } from '../orders/ports';
import { HintRepository } from '../persistence/catalog/hint-repository';
import { PlatformEventRepository } from '../persistence/ingress/platform-event-repository';
import { MoneyDeskRepository } from '../persistence/payments/money-desk-repository';
import { TenantDirectory } from '../persistence/tenant-directory';
import { CATALOGUE_QUEUE, CLOCK, CONNECTIONS, REFRESH_QUEUE } from '../tokens';
import { AcceptConsent } from './accept-consent';
import { AcceptPaymentEvent } from './accept-payment-event';
import { AcceptPlatformEvent } from './accept-platform-event';
import { IngressRoutes } from './ingress-routes';

type Clock = { now(): Date };

/**
 * What platforms and payment providers send us. Needs `TenantDirectory`, `CLOCK`, `CONNECTIONS`, `REFRESH_QUEUE` and
 * `CATALOGUE_QUEUE`; `imports` bring `MoneyDeskRepository` and `AcceptConsent`.
 */
@Module({})
export class IngressModule {
  static register(imports: DynamicModule['imports'] = []): DynamicModule {
    return {
      module: IngressModule,
      imports,
      providers: [
        {
          provide: AcceptPlatformEvent,
          useFactory: (
            directory: TenantDirectory,
            clock: Clock,
            connections: Connections,
            queue: RefreshQueue,
            catalogues: CatalogueQueue,
          ) =>
            new AcceptPlatformEvent(
              new PlatformEventRepository(directory, clock),
              connections,
              queue,
              new NoteReportedProduct(new HintRepository(directory, clock), catalogues),
            ),
          inject: [TenantDirectory, CLOCK, CONNECTIONS, REFRESH_QUEUE, CATALOGUE_QUEUE],
        },
        {
          provide: AcceptPaymentEvent,
          useFactory: (
            directory: TenantDirectory,
            clock: Clock,
            connections: Connections,
            hints: MoneyDeskRepository,
          ) => {
            const events = new PlatformEventRepository(directory, clock);
            return new AcceptPaymentEvent(events, events, connections, hints);
          },
          inject: [TenantDirectory, CLOCK, CONNECTIONS, MoneyDeskRepository],
        },
        {
          provide: IngressRoutes,
          useFactory: (
            host: HttpAdapterHost,
            accept: AcceptPlatformEvent,
            acceptPayment: AcceptPaymentEvent,
            acceptConsent: AcceptConsent,
            clock: Clock,
          ) => new IngressRoutes(host, accept, acceptPayment, acceptConsent, clock),
          inject: [HttpAdapterHost, AcceptPlatformEvent, AcceptPaymentEvent, AcceptConsent, CLOCK],
        },
      ],
    };
  }
}
