import { systemClock } from '../clock';
import { createSync } from '../catalog/create-sync';
import type { CatalogueReader, CatalogueSyncs } from '../catalog/ports';
import type { SyncCatalogue } from '../catalog/sync-catalogue';
import type { ObserveSync } from '../catalog/sync-observer';
import { syncIntervals } from '../catalog/sync-settings';
import { newId } from '../ids';
import { PostgresCatalogueReader } from '../persistence/catalog/catalogue-reader';
import { PostgresCatalogueStore } from '../persistence/catalog/catalogue-store';
import { HintRepository } from '../persistence/catalog/hint-repository';
import { SyncRepository } from '../persistence/catalog/sync-repository';
import { openShops, type ToolParts } from './open-shops';

/** What commands need that look into catalogues, and bring them in step. */
export interface CatalogueTools {
  readonly reader: CatalogueReader;
  readonly syncs: CatalogueSyncs;
  readonly sync: SyncCatalogue;
  close(): Promise<void>;
}

export function openCatalogueTools(parts: ToolParts, observe: ObserveSync): CatalogueTools {
  const { config, directory } = parts;
  const { connections, close } = openShops(parts);
  const clock = systemClock;
  const syncs = new SyncRepository(directory, newId, clock, config.HUB_LEASE_MS);
  return {
    reader: new PostgresCatalogueReader(directory),
    syncs,
    sync: createSync({
      syncs,
      hints: new HintRepository(directory, clock),
      store: new PostgresCatalogueStore(directory, clock, config.HUB_LEASE_MS),
      connections,
      intervals: syncIntervals(config),
      clock,
      observe,
    }),
    close,
  };
}
