import { Module, type DynamicModule } from '@nestjs/common';
import { consentTargets } from '../connectors/consent-targets';
import type { HubParts } from '../hub-parts';
import { ConnectionRepository } from '../persistence/connections/connection-repository';
import { PlatformEventRepository } from '../persistence/ingress/platform-event-repository';
import { TenantDirectory } from '../persistence/tenant-directory';
import { TenantScopes } from '../persistence/tenant-scope';
import { TenantRepository } from '../persistence/tenants/tenant-repository';
import { ConsentStates } from '../tenants/consent-states';
import { CLOCK } from '../tokens';
import { AcceptConsent } from './accept-consent';

/** Merchants who let the hub into their shop. Needs `TenantDirectory` and `CLOCK`. */
@Module({})
export class ConsentModule {
  static register({ registry, keyRing, linkSecret, database }: HubParts): DynamicModule {
    return {
      module: ConsentModule,
      providers: [
        {
          provide: AcceptConsent,
          useFactory: (directory: TenantDirectory, clock: { now(): Date }) =>
            new AcceptConsent(
              new PlatformEventRepository(directory, clock),
              consentTargets(new ConnectionRepository(directory), () => registry),
              new TenantRepository(directory, new TenantScopes(database.pool), keyRing),
              new ConsentStates(linkSecret.derive('consent')),
              clock,
            ),
          inject: [TenantDirectory, CLOCK],
        },
      ],
      exports: [AcceptConsent],
    };
  }
}
