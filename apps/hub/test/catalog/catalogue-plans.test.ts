import { hashProduct } from '../../src/catalog/hash-product';
import { PostgresCatalogueReader } from '../../src/persistence/catalog/catalogue-reader';
import { PostgresCatalogueStore } from '../../src/persistence/catalog/catalogue-store';
import { CHANGED_SINCE, WHOLE } from '../../src/persistence/catalog/reading-statements';
import { COUNT_UNSEEN, DROP_ITEMS, UNSEEN } from '../../src/persistence/catalog/store-statements';
import {
  gather,
  LEASE_MS,
  openCatalogueWorld,
  sampleProduct,
  type CatalogueWorld,
} from '../support/catalogue-world';
import { explained, nodesOf, type PlanNode } from '../support/explained';
import type { SampleTenant } from '../support/order-world';

/** So many that the planner, left to its own statistics, does not take reading all of them for cheap. */
const PRODUCTS = 20_000;

/** A database of each test's own: statistics are there when it gathers them, and not before. */
let world: CatalogueWorld;
beforeEach(async () => {
  world = await openCatalogueWorld();
  await world.rows('ALTER TABLE hub.catalog_products SET (autovacuum_enabled = off)');
  await world.rows('ALTER TABLE hub.catalog_items SET (autovacuum_enabled = off)');
  await world.rows('ALTER TABLE hub.catalog_seen SET (autovacuum_enabled = off)');
}, 60_000);
afterEach(() => world.close());

async function stock({ tenantId, connectionId }: SampleTenant): Promise<void> {
  await world.rows(
    `INSERT INTO hub.catalog_products (tenant_id, connection_id, product_id, content_hash, document, item_ids,
       variant_count, change_seq, changed_at)
     SELECT $1, $2, 'g' || n, '', json_build_object('id', 'g' || n, 'description', repeat('x', 500)),
       ARRAY['g' || n || '-1'], 1, n, now() FROM generate_series(1, ${PRODUCTS}) n`,
    [tenantId, connectionId],
  );
  await world.rows(
    `INSERT INTO hub.catalog_items (tenant_id, connection_id, item_id, product_id)
     SELECT $1, $2, 'g' || n || '-1', 'g' || n FROM generate_series(1, ${PRODUCTS}) n`,
    [tenantId, connectionId],
  );
}

async function gatherStatistics(): Promise<void> {
  await world.rows('ANALYZE hub.catalog_products, hub.catalog_items, hub.catalog_syncs, hub.catalog_runs');
}

const wholeTables = (plan: PlanNode): readonly string[] =>
  nodesOf(plan)
    .filter((node) => node['Node Type'] === 'Seq Scan')
    .map((node) => node['Relation Name'] ?? '')
    .filter((table) => /^catalog_(products|items|seen|rejects)$/.test(table));

/** All but what merely asks once whether the tenant may see anything. */
const readingNodes = (plan: PlanNode): readonly PlanNode[] =>
  nodesOf(plan).filter((node) => node['Node Type'] !== 'Result');

const planOf = (plans: ReadonlyMap<string, PlanNode>, name: string): PlanNode => {
  const plan = plans.get(name);
  if (plan === undefined) throw new Error(`${name} was not sent.`);
  return plan;
};

test('what changed is a range of an index, and read in its order', async () => {
  const tenant = await world.addTenant();
  await stock(tenant);
  await gatherStatistics();
  const { directory, plans } = explained(world.directory);
  const changes = new PostgresCatalogueReader(directory).changedSince(tenant, PRODUCTS - 1_000);
  expect(await gather(changes)).toHaveLength(1_000);
  const [scan, ...others] = readingNodes(planOf(plans, CHANGED_SINCE.name));
  expect(others).toEqual([]);
  expect(scan).toMatchObject({ 'Node Type': 'Index Scan', 'Index Name': 'catalog_products_changes' });
  expect(scan?.['Index Cond']).toMatch(/change_seq > /);
});

test('the first products of a whole catalogue are there before the others are read', async () => {
  const tenant = await world.addTenant();
  await stock(tenant);
  await gatherStatistics();
  const { directory, plans } = explained(world.directory);
  expect(await gather(new PostgresCatalogueReader(directory).whole(tenant))).toHaveLength(PRODUCTS);
  const kinds = readingNodes(planOf(plans, WHOLE.name)).map((node) => node['Node Type']);
  expect(kinds).toEqual(['Index Scan']);
});

test('a page is stored without reading the catalogue whole', async () => {
  const tenant = await world.addTenant();
  await stock(tenant);
  await gatherStatistics();
  const { turn, run } = await world.begin(tenant);
  await world.rows('UPDATE hub.catalog_syncs SET last_change = $2 WHERE connection_id = $1', [
    tenant.connectionId,
    PRODUCTS,
  ]);
  const { directory, plans } = explained(world.directory);
  const store = new PostgresCatalogueStore(directory, world.clock, LEASE_MS);
  const products = Array.from({ length: 100 }, (_, index) => hashProduct(sampleProduct(`g${index * 2 + 2}`)));
  const { counts } = await store.store(
    turn,
    { ...run, counts: { ...run.counts, pages: 1 } },
    { products, rejected: [{ productId: 'g1', reason: 'It has no price.' }], removedIds: ['g3', 'g5'] },
  );
  expect(counts).toMatchObject({ changed: 100, removed: 2, rejected: 1 });
  const read = [...plans].map(([name, plan]) => [name, wholeTables(plan)] as const);
  expect(read.length).toBeGreaterThan(5);
  expect(read.filter(([, tables]) => tables.length > 0)).toEqual([]);
});

test('the items that a product had are looked for where it was there before, and not where it is new', async () => {
  const tenant = await world.addTenant();
  const { turn, run } = await world.begin(tenant);
  const { directory, plans } = explained(world.directory);
  const store = new PostgresCatalogueStore(directory, world.clock, LEASE_MS);
  const keep = (title: string, pages: number) => {
    const products = ['new-1', 'new-2'].map((id) => hashProduct(sampleProduct(id, { title })));
    const next = { ...run, counts: { ...run.counts, pages } };
    return store.store(turn, next, { products, rejected: [], removedIds: [] });
  };
  expect((await keep('First', 1)).counts.changed).toBe(2);
  expect(plans.has(DROP_ITEMS.name)).toBe(false);
  expect((await keep('Second', 2)).counts.changed).toBe(2);
  expect(plans.has(DROP_ITEMS.name)).toBe(true);
});

test.each([
  ['without statistics, just filled', () => Promise.resolve()],
  ['with statistics', gatherStatistics],
] as const)('what a run has not seen is found by one comparison of two wholes, %s', async (_, prepare) => {
  const tenant = await world.addTenant();
  await stock(tenant);
  const where = await world.begin(tenant);
  await world.rows(
    `INSERT INTO hub.catalog_seen (tenant_id, run_id, page, product_ids)
     SELECT $1, $2, n / 100, array_agg('g' || n) FROM generate_series(1, ${PRODUCTS - 10}) n GROUP BY n / 100`,
    [tenant.tenantId, where.run.runId],
  );
  await prepare();
  const { directory, plans } = explained(world.directory);
  const store = new PostgresCatalogueStore(directory, world.clock, LEASE_MS);
  await expect(store.countUnseen(where.turn, where.run)).resolves.toEqual({ onSale: PRODUCTS, unseen: 10 });
  expect(await store.unseen(where.turn, where.run, 50)).toHaveLength(10);
  for (const { name } of [COUNT_UNSEEN, UNSEEN]) {
    const nodes = nodesOf(planOf(plans, name));
    const joins = nodes.filter((node) =>
      nodesOf(node).some((below) => below['Relation Name'] === 'catalog_products'),
    );
    const kinds = joins.map((node) => node['Node Type']).filter((kind) => /Join|Loop/.test(kind));
    expect(kinds).toHaveLength(1);
    expect(kinds[0]).toMatch(/^(Hash|Merge) Join$/);
  }
});
