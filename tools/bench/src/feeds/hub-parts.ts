import type { Product } from '@acp-hub/commerce';
import type { FeedKind, FeedSettings, ProductDocuments, WireProduct } from '@acp-hub/feed-formats';
import { join } from 'node:path';
import type { Pool } from 'pg';
import type { StockedCatalogue } from './catalogue-stock';

const HUB = join(__dirname, '../../../../apps/hub/dist');

interface Entry {
  readonly product: Product;
}

/** The parts of the compiled hub that are measured, as far as the bench uses them. */
interface HubParts {
  readonly createPool: (options: { readonly url: string; readonly max: number }) => Pool;
  readonly TenantScopes: new (pool: Pool) => { of(tenantId: string): object };
  readonly PostgresCatalogueReader: new (directory: object) => {
    documents(catalogue: StockedCatalogue): AsyncIterable<ProductDocuments>;
    changedSince(catalogue: StockedCatalogue, change: number): AsyncIterable<readonly Entry[]>;
  };
  readonly filePlan: (kind: FeedKind, name: string) => { nameOf(part: number): string };
  readonly renderFeed: (
    documents: AsyncIterable<ProductDocuments>,
    order: {
      readonly feedId: string;
      readonly kind: FeedKind;
      readonly settings: FeedSettings;
      readonly now: Date;
      readonly folder: string;
      readonly name: string;
    },
  ) => Promise<{
    readonly files: readonly { readonly bytes: number }[];
    readonly tally: { readonly items: Readonly<Record<string, number>> };
  }>;
  readonly changedProducts: (
    changes: AsyncIterable<readonly Entry[]>,
    settings: FeedSettings,
    now: Date,
  ) => AsyncIterable<{ readonly upsert: WireProduct }>;
}

const load = async (file: string): Promise<Partial<HubParts>> =>
  (await import(join(HUB, `${file}.js`))) as Partial<HubParts>;

/** @throws Error where the hub is not built. */
export async function loadHubParts(): Promise<HubParts> {
  const files = [
    ...['persistence/pool', 'persistence/tenant-scope', 'persistence/catalog/catalogue-reader'],
    ...['feeds/render/file-plan', 'feeds/render/render-feed', 'feeds/render/changed-products'],
  ];
  return Object.assign({}, ...(await Promise.all(files.map(load)))) as HubParts;
}

/** Opens the hub's own reader of catalogues. */
export function openReader({ createPool, TenantScopes, PostgresCatalogueReader }: HubParts, url: string) {
  const pool = createPool({ url, max: 2 });
  const scopes = new TenantScopes(pool);
  const open = async (tenantId: string) => ({ scope: scopes.of(tenantId) });
  return { reader: new PostgresCatalogueReader({ open }), stop: () => pool.end() };
}
