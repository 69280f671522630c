import { Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Connections } from '../connectors/connection';
import type { RefreshQueue } from '../orders/ports';
import { PlatformEventRepository } from '../persistence/ingress/platform-event-repository';
import { TenantDirectory } from '../persistence/tenant-directory';
import { CLOCK, CONNECTIONS, REFRESH_QUEUE } from '../tokens';
import { AcceptPlatformEvent } from './accept-platform-event';
import { IngressRoutes } from './ingress-routes';

type Clock = { now(): Date };

/** What platforms send us. Needs `TenantDirectory`, `CLOCK`, `CONNECTIONS` and `REFRESH_QUEUE`. */
@Module({
  providers: [
    {
      provide: AcceptPlatformEvent,
      useFactory: (directory: TenantDirectory, clock: Clock, connections: Connections, queue: RefreshQueue) =>
        new AcceptPlatformEvent(new PlatformEventRepository(directory, clock), connections, queue),
      inject: [TenantDirectory, CLOCK, CONNECTIONS, REFRESH_QUEUE],
    },
    {
      provide: IngressRoutes,
      useFactory: (host: HttpAdapterHost, accept: AcceptPlatformEvent, clock: Clock) =>
        new IngressRoutes(host, accept, clock),
      inject: [HttpAdapterHost, AcceptPlatformEvent, CLOCK],
    },
  ],
})
export class IngressModule {}
