import { Logger, Module, type DynamicModule } from '@nestjs/common';
import type { Connections } from '../connectors/connection';
import type { HubParts } from '../hub-parts';
import { newId } from '../ids';
import { Metrics } from '../metrics/metrics';
import { PostgresCatalogueStore } from '../persistence/catalog/catalogue-store';
import { HintRepository } from '../persistence/catalog/hint-repository';
import { SyncRepository } from '../persistence/catalog/sync-repository';
import { TenantDirectory } from '../persistence/tenant-directory';
import { CATALOGUE_QUEUE, CLOCK, CONNECTIONS } from '../tokens';
import { createSync } from './create-sync';
import type { CatalogueQueue } from './ports';
import { SyncCatalogue } from './sync-catalogue';
import { SyncDueCatalogues } from './sync-due-catalogues';
import type { SyncEvent } from './sync-observer';
import { syncIntervals } from './sync-settings';

type Clock = { now(): Date };

/** What keeps catalogues in step with their platforms. Needs `TenantDirectory`, `Metrics`, `CLOCK` and the queues. */
@Module({})
export class CatalogModule {
  static register({ config }: HubParts): DynamicModule {
    const logger = new Logger(SyncCatalogue.name);
    const repository = (directory: TenantDirectory, clock: Clock) =>
      new SyncRepository(directory, newId, clock, config.HUB_LEASE_MS);
    return {
      module: CatalogModule,
      providers: [
        {
          provide: SyncCatalogue,
          useFactory: (
            directory: TenantDirectory,
            connections: Connections,
            metrics: Metrics,
            clock: Clock,
          ) =>
            createSync({
              syncs: repository(directory, clock),
              hints: new HintRepository(directory, clock),
              store: new PostgresCatalogueStore(directory, clock, config.HUB_LEASE_MS),
              connections,
              intervals: syncIntervals(config),
              clock,
              observe: (event) => {
                countEvent(metrics, event);
                logEvent(logger, event);
              },
            }),
          inject: [TenantDirectory, CONNECTIONS, Metrics, CLOCK],
        },
        {
          provide: SyncDueCatalogues,
          useFactory: (directory: TenantDirectory, clock: Clock, queue: CatalogueQueue) =>
            new SyncDueCatalogues(repository(directory, clock), queue),
          inject: [TenantDirectory, CLOCK, CATALOGUE_QUEUE],
        },
      ],
      exports: [SyncCatalogue, SyncDueCatalogues],
    };
  }
}

function countEvent(metrics: Metrics, event: SyncEvent): void {
  if (event.kind === 'progress') return;
  metrics.catalogueRun(event.run.kind, event.kind === 'ended' ? event.state : event.kind);
  if (event.kind !== 'ended') return;
  for (const what of ['seen', 'changed', 'rejected', 'removed'] as const)
    metrics.catalogueProducts(what, event.run.counts[what]);
}

function logEvent(logger: Logger, event: SyncEvent): void {
  const { run } = event;
  const { tenantId, connectionId } = event.catalogue;
  const facts = { tenantId, connectionId, run: run.runId, kind: run.kind, ...run.counts };
  if (event.kind === 'progress') logger.debug(facts, 'A catalogue is being read.');
  else if (event.kind === 'postponed')
    logger.warn({ ...facts, reason: event.error }, 'A catalogue is read on later.');
  else if (event.state !== 'done')
    logger.warn({ ...facts, state: event.state, reason: event.error }, 'A catalogue was not taken in whole.');
  else if (run.kind === 'full' || run.counts.changed > 0) logger.log(facts, 'A catalogue was read.');
  else logger.debug(facts, 'A catalogue was looked at, and nothing had changed.');
}
