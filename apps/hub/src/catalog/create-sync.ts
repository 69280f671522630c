import type { Connections } from '../connectors/connection';
import { FollowHints } from './follow-hints';
import { ListProducts } from './list-products';
import type { CatalogueStore } from './ports';
import { ReconcileStock } from './reconcile-stock';
import { RemoveUnseen } from './remove-unseen';
import { RunOneKind } from './run-one-kind';
import { SyncCatalogue, type SyncBooks } from './sync-catalogue';
import type { ObserveSync } from './sync-observer';
import type { SyncIntervals } from './sync-schedule';

export interface SyncParts extends SyncBooks {
  readonly store: CatalogueStore;
  readonly connections: Connections;
  readonly intervals: SyncIntervals;
  readonly clock: { now(): Date };
  readonly observe: ObserveSync;
}

/** The same sync for a worker, the command line and a test. */
export function createSync({ syncs, hints, store, connections, intervals, clock, observe }: SyncParts) {
  const steps = {
    list: new ListProducts(store),
    remove: new RemoveUnseen(store),
    stock: new ReconcileStock(store),
    hints: new FollowHints(store, hints),
  };
  const runOneKind = new RunOneKind(syncs, steps, intervals, clock, observe);
  return new SyncCatalogue({ syncs, hints }, connections, runOneKind, intervals, clock);
}
