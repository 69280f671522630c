import type { Product } from '@acp-hub/commerce';
import { createSync } from '../../src/catalog/create-sync';
import type { Catalogue, CatalogueStore, SyncKind } from '../../src/catalog/ports';
import type { SyncEvent } from '../../src/catalog/sync-observer';
import { gather, openCatalogueWorld, sampleProduct, type CatalogueWorld } from './catalogue-world';
import { memoryShop } from './memory-shop';

export const HOUR = 3_600_000;
export const INTERVALS = { full: 24 * HOUR, changes: 600_000, stock: 120_000 };

export const numbered = (count: number, changes: Partial<Product> = {}) =>
  Array.from({ length: count }, (_, index) =>
    sampleProduct(`p${String(index + 1).padStart(3, '0')}`, changes),
  );

export const ids = (products: readonly Product[]) => products.map(({ id }) => id);

/** A merchant whose shop has products, and the sync of a process. */
async function syncScene(world: CatalogueWorld, count = 25) {
  const tenant = await world.addTenant();
  const shop = memoryShop();
  shop.put(...numbered(count, { updatedAt: world.clock.now().toISOString() }));
  const events: SyncEvent[] = [];
  /** Runs before each page is stored, counted from 0. */
  const storing = { page: 0, before: async (_page: number): Promise<void> => undefined };
  const store: CatalogueStore = Object.create(world.store, {
    store: {
      value: async (...order: Parameters<CatalogueStore['store']>) => {
        await storing.before(storing.page++);
        return world.store.store(...order);
      },
    },
  });
  const sync = createSync({
    ...{ syncs: world.syncs, hints: world.hints, store, clock: world.clock },
    connections: shop.connections,
    intervals: INTERVALS,
    observe: (event) => events.push(event),
  });
  const turn = (kinds?: readonly SyncKind[], options: { acceptRemovals?: boolean; pages?: number } = {}) => {
    let pages = options.pages ?? Number.POSITIVE_INFINITY;
    return sync.execute(tenant, {
      shouldStop: () => (pages -= 1) <= 0,
      acceptRemovals: options.acceptRemovals ?? false,
      ...(kinds === undefined ? {} : { kinds }),
    });
  };
  return { tenant, shop, sync, turn, events, storing };
}

/** One world for the tests of a file, and what they do and look at in it. */
export function syncSuite() {
  let world: CatalogueWorld;
  beforeAll(async () => {
    world = await openCatalogueWorld();
  }, 60_000);
  afterAll(() => world.close());
  return {
    world: () => world,
    scene: (count?: number) => syncScene(world, count),
    onSale: async (catalogue: Catalogue): Promise<readonly string[]> =>
      (await gather(world.reader.whole(catalogue))).map(({ id }) => id).sort(),
    lastRun: async (catalogue: Catalogue) => (await world.syncs.runs(catalogue, 1))[0],
  };
}
