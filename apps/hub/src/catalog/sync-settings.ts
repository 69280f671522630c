import type { SyncIntervals } from './sync-schedule';

/** The intervals as the environment has them. */
export const syncIntervals = (settings: {
  readonly HUB_CATALOG_FULL_HOURS: number;
  readonly HUB_CATALOG_CHANGES_SECONDS: number;
  readonly HUB_CATALOG_STOCK_SECONDS: number;
}): SyncIntervals => ({
  full: settings.HUB_CATALOG_FULL_HOURS * 3_600_000,
  changes: settings.HUB_CATALOG_CHANGES_SECONDS * 1_000,
  stock: settings.HUB_CATALOG_STOCK_SECONDS * 1_000,
});
