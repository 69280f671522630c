import { currency, itemId, type Product, type Variant } from '@acp-hub/commerce';
import { hashProduct } from '../../src/catalog/hash-product';
import type { Catalogue, SyncKind, SyncRun, SyncTurn } from '../../src/catalog/ports';
import { newId } from '../../src/ids';
import { PostgresCatalogueReader } from '../../src/persistence/catalog/catalogue-reader';
import { PostgresCatalogueStore } from '../../src/persistence/catalog/catalogue-store';
import { HintRepository } from '../../src/persistence/catalog/hint-repository';
import { SyncRepository } from '../../src/persistence/catalog/sync-repository';
import { openOrderWorld, settableClock } from './order-world';

export type CatalogueWorld = Awaited<ReturnType<typeof openCatalogueWorld>>;

export const sampleVariant = (productId: string, changes: Partial<Variant> = {}): Variant => ({
  id: itemId(`${productId}-1`),
  productId,
  title: `Product ${productId}`,
  price: { amount: 1_000, currency: currency('USD') },
  stock: { status: 'in_stock', available: 5 },
  options: [],
  imageUrls: [`https://shop.example/${productId}.jpg`],
  requiresShipping: true,
  ...changes,
});

export const sampleProduct = (id: string, changes: Partial<Product> = {}): Product => ({
  id,
  title: `Product ${id}`,
  description: 'Made for tests.',
  url: `https://shop.example/p/${id}`,
  brand: 'Acme',
  categories: ['Things'],
  imageUrls: [`https://shop.example/${id}.jpg`],
  updatedAt: '2026-11-01T10:00:00.000Z',
  variants: [sampleVariant(id)],
  ...changes,
});

export const LEASE_MS = 30_000;

/** A migrated database with merchants and the repositories of catalogues. */
export async function openCatalogueWorld() {
  const clock = settableClock();
  const world = await openOrderWorld(clock);
  const { directory } = world;
  const store = new PostgresCatalogueStore(directory, clock, LEASE_MS);
  const syncs = new SyncRepository(directory, newId, clock, LEASE_MS);
  const reader = new PostgresCatalogueReader(directory);
  const hints = new HintRepository(directory, clock);

  const take = async (catalogue: Catalogue): Promise<SyncTurn> => {
    const turn = await syncs.take(catalogue);
    if (turn === undefined) throw new Error('Somebody else has the turn.');
    return turn;
  };
  /** As after a run that read the shop to its end. */
  const haveRead = ({ connectionId }: Catalogue) =>
    world.rows('UPDATE hub.catalog_syncs SET synced_to = now() WHERE connection_id = $1', [connectionId]);
  /** Changes follow a run that read everything. */
  const begin = async (catalogue: Catalogue, kind: SyncKind = 'full') => {
    const turn = await take(catalogue);
    if (kind === 'changes') await haveRead(catalogue);
    return { turn, run: await syncs.openRun(turn, kind, { acceptRemovals: false }) };
  };
  /** Stores products, and removes others, as one page of a run. */
  const storeAll = async (
    where: { turn: SyncTurn; run: SyncRun },
    products: readonly Product[],
    removedIds: readonly string[] = [],
  ) => {
    const pages = where.run.counts.pages + 1;
    where.run = await store.store(
      where.turn,
      { ...where.run, counts: { ...where.run.counts, pages } },
      { products: products.map(hashProduct), rejected: [], removedIds },
    );
    return where.run;
  };
  return { ...world, clock, store, syncs, reader, hints, take, begin, storeAll, haveRead };
}

/** Everything a reader gives, batch after batch. */
export async function gather<T>(batches: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}
