import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { systemClock } from './clock';
import { OpenConnections } from './connectors/open-connections';
import type { HubParts } from './hub-parts';
import { Metrics } from './metrics/metrics';
import { OrderPageLinks } from './orders/order-page-links';
import { ConnectionRepository } from './persistence/connections/connection-repository';
import { TenantDirectory } from './persistence/tenant-directory';
import { TenantScopes } from './persistence/tenant-scope';
import { CLOCK, CONNECTIONS } from './tokens';

/** What every room of the hub may ask for. */
@Module({})
export class CoreModule {
  static register(parts: HubParts): DynamicModule {
    const { config, database, keyRing, linkSecret } = parts;
    const directory = new TenantDirectory(
      database.pool,
      new TenantScopes(database.pool, parts.statementCounter),
      keyRing,
    );
    const providers: Provider[] = [
      { provide: CLOCK, useValue: systemClock },
      { provide: TenantDirectory, useValue: directory },
      {
        provide: OrderPageLinks,
        useValue: new OrderPageLinks(config.HUB_BASE_URL, linkSecret.derive('links')),
      },
      {
        provide: CONNECTIONS,
        useFactory: (metrics: Metrics) =>
          new OpenConnections(new ConnectionRepository(directory), parts.registry, {
            allowPrivateAddresses: config.HUB_ALLOW_PRIVATE_ADDRESSES,
            storeDeadlineMs: config.HUB_STORE_DEADLINE_MS,
            clock: systemClock,
            logger: parts.logger,
            lock: parts.locks.run,
            observe: (connector) => (operation, outcome, seconds) =>
              metrics.connectorCall(connector, operation, outcome, seconds),
          }),
        inject: [Metrics],
      },
    ];
    return {
      module: CoreModule,
      global: true,
      providers,
      exports: [CLOCK, CONNECTIONS, TenantDirectory, OrderPageLinks],
    };
  }
}
