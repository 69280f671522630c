import { itemId } from '@acp-hub/commerce';
import { readDocuments } from '@acp-hub/feed-formats';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  gather,
  openCatalogueWorld,
  sampleProduct,
  sampleVariant,
  type CatalogueWorld,
} from '../support/catalogue-world';

let world: CatalogueWorld;
beforeAll(async () => {
  world = await openCatalogueWorld();
  // As a server has it; no connection is open yet.
  await world.rows(
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = on', current_database()); END $$`,
  );
}, 60_000);
afterAll(() => world.close());

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) =>
    sampleProduct(`p${String(from + index).padStart(4, '0')}`),
  );

const sequence = (entries: readonly { changeSeq: number }[]) => entries.map(({ changeSeq }) => changeSeq);

test('a product is read as it was stored, texts and currencies of all scripts with it', async () => {
  const tenant = await world.addTenant();
  const where = await world.begin(tenant);
  const product = sampleProduct('p1', {
    title: 'قميص 👕 "quoted" <b>\\',
    language: 'ar',
    variants: [
      sampleVariant('p1', { price: { amount: 1_500, currency: 'JPY' as never } }),
      sampleVariant('p1', { id: itemId('p1-2'), price: { amount: 12_345, currency: 'KWD' as never } }),
    ],
  });
  await world.storeAll(where, [product]);
  expect(await gather(world.reader.whole(tenant))).toEqual([product]);
  expect(await gather(world.reader.changedSince(tenant, 0))).toEqual([
    { productId: 'p1', changeSeq: 1, isDeleted: false, product },
  ]);
  await expect(world.reader.size(tenant)).resolves.toEqual({
    ...{ products: 1, variants: 2, lastChange: 1, isWhole: false },
  });
});

test('a batch does not wait for the disk, and what comes next on its connection does', async () => {
  await world.rows(`CREATE TABLE public.commits (waits text)`);
  await world.rows(`CREATE FUNCTION public.note_commit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN INSERT INTO public.commits VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$`);
  for (const table of ['catalog_products', 'catalog_runs'])
    await world.rows(`CREATE TRIGGER note_commit AFTER INSERT ON hub.${table}
      FOR EACH STATEMENT EXECUTE FUNCTION public.note_commit()`);
  const where = await world.begin(await world.addTenant());
  await world.storeAll(where, numbered(1, 1));
  await world.begin(await world.addTenant());
  for (const table of ['catalog_products', 'catalog_runs'])
    await world.rows(`DROP TRIGGER note_commit ON hub.${table}`);
  expect(await world.rows('SELECT waits FROM public.commits')).toEqual([
    { waits: 'on' },
    { waits: 'off' },
    { waits: 'on' },
  ]);
});

test('only what differs is written, and has the next numbers', async () => {
  const tenant = await world.addTenant();
  const where = await world.begin(tenant);
  await world.storeAll(where, numbered(1, 300));
  const before = await world.rows(
    'SELECT product_id, xmin::text FROM hub.catalog_products WHERE connection_id = $1',
    [tenant.connectionId],
  );
  const again = numbered(1, 300).map((product) => ({ ...product, updatedAt: '2026-11-09T00:00:00.000Z' }));
  again[6] = sampleProduct('p0007', { title: 'A new title' });
  const { counts } = await world.storeAll(where, again, ['p0003', 'p0003', 'never-heard-of']);
  expect(counts).toMatchObject({ changed: 301, removed: 1 });
  const after = await world.rows<{ product_id: string; xmin: string }>(
    'SELECT product_id, xmin::text FROM hub.catalog_products WHERE connection_id = $1',
    [tenant.connectionId],
  );
  const written = after.filter((row) => !before.some((old) => JSON.stringify(old) === JSON.stringify(row)));
  expect(written.map(({ product_id }) => product_id).sort()).toEqual(['p0003', 'p0007']);
  const changes = await gather(world.reader.changedSince(tenant, 300));
  expect(changes.map(({ productId, changeSeq, isDeleted }) => [productId, changeSeq, isDeleted])).toEqual([
    ['p0007', 301, false],
    ['p0003', 302, true],
  ]);
  expect(await gather(world.reader.whole(tenant))).toHaveLength(299);
});

test('what is gone and comes back is a change, whether or not it differs', async () => {
  const tenant = await world.addTenant();
  const where = await world.begin(tenant);
  await world.storeAll(where, numbered(1, 2));
  await world.storeAll(where, [], ['p0001']);
  await world.storeAll(where, numbered(1, 1));
  const [back, ...others] = await gather(world.reader.changedSince(tenant, 3));
  expect(others).toEqual([]);
  expect(back).toMatchObject({ productId: 'p0001', changeSeq: 4, isDeleted: false });
});

test('a reader sees what was there when it began, each product once, and leaves nothing behind', async () => {
  const tenant = await world.addTenant();
  const where = await world.begin(tenant);
  const heavy = numbered(1, 400).map((product) => ({ ...product, description: 'x'.repeat(20_000) }));
  await world.storeAll(where, heavy);
  const seen: string[] = [];
  const sizes: number[] = [];
  for await (const batch of world.reader.whole(tenant)) {
    if (seen.length === 0) await world.storeAll(where, numbered(1, 500), ['p0400']);
    seen.push(...batch.map(({ id }) => id));
    sizes.push(batch.length);
  }
  expect(seen.sort()).toEqual(heavy.map(({ id }) => id));
  // A batch is bounded by what it holds, not by how many it is.
  expect(Math.max(...sizes)).toBeLessThanOrEqual(50);
  for await (const batch of world.reader.whole(tenant)) {
    expect(batch.length).toBeGreaterThan(0);
    break;
  }
  const { rows } = await world.database.pool.query(`SELECT current_setting('hub.tenant', true) AS tenant`);
  expect(rows).toEqual([{ tenant: '' }]);
  expect(world.database.pool.idleCount).toBe(world.database.pool.totalCount);
});

test('the documents are the same products, unread, as of the moment when the reading began', async () => {
  const tenant = await world.addTenant();
  const where = await world.begin(tenant);
  // Longer than a batch and than a packet of the network, and of characters of every length.
  const heavy = numbered(1, 400).map((product, index) => ({
    ...product,
    description: 'aé–😀'.repeat(index % 7 === 0 ? 30_000 : index),
  }));
  await world.storeAll(where, heavy);
  const whole = await gather(world.reader.whole(tenant));
  const read: unknown[] = [];
  const counts: number[] = [];
  for await (const batch of world.reader.documents(tenant)) {
    if (counts.length === 0) await world.storeAll(where, numbered(1, 500), ['p0400']);
    read.push(...readDocuments(batch));
    counts.push(batch.count);
  }
  expect(read).toEqual(whole);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(400);
  expect(counts.length).toBeGreaterThan(2);
});

test('documents that nobody reads to the end leave no connection behind', async () => {
  const tenant = await world.addTenant();
  const heavy = numbered(1, 200).map((product) => ({ ...product, description: 'x'.repeat(50_000) }));
  await world.storeAll(await world.begin(tenant), heavy);
  for await (const batch of world.reader.documents(tenant)) {
    expect(batch.count).toBeLessThan(200);
    break;
  }
  const copying = () =>
    world.rows(`SELECT pid FROM pg_stat_activity WHERE query LIKE 'COPY %' AND datname = current_database()`);
  for (let tries = 0; (await copying()).length > 0; tries += 1) {
    expect(tries).toBeLessThan(100);
    await sleep(20);
  }
});

test('a reader sees its own tenant alone', async () => {
  const [one, other] = [await world.addTenant(), await world.addTenant()];
  await world.storeAll(await world.begin(one), numbered(1, 3));
  const stolen = { tenantId: other.tenantId, connectionId: one.connectionId };
  expect(await gather(world.reader.whole(stolen))).toEqual([]);
  for await (const { count } of world.reader.documents(stolen)) throw new Error(`${count} were stolen.`);
  await expect(world.reader.find(stolen, 'p0001')).resolves.toBeUndefined();
});

test('a product is found by its items and by its own id', async () => {
  const tenant = await world.addTenant();
  const where = await world.begin(tenant);
  await world.storeAll(where, numbered(1, 3));
  await expect(world.reader.find(tenant, 'p0002-1')).resolves.toMatchObject({ productId: 'p0002' });
  await expect(world.reader.find(tenant, 'p0002')).resolves.toMatchObject({ productId: 'p0002' });
  await expect(world.reader.find(tenant, 'p0009')).resolves.toBeUndefined();
  // An item moves from one product to another of the same page.
  const moved = sampleProduct('new', { variants: [sampleVariant('p0002')] });
  await world.storeAll(where, [moved, sampleProduct('p0002', { variants: [sampleVariant('other')] })]);
  await expect(world.reader.find(tenant, 'p0002-1')).resolves.toMatchObject({ productId: 'new' });
  await expect(world.reader.find(tenant, 'other-1')).resolves.toMatchObject({ productId: 'p0002' });
  await world.storeAll(where, [], ['new']);
  await expect(world.reader.find(tenant, 'p0002-1')).resolves.toBeUndefined();
  await expect(world.reader.find(tenant, 'new')).resolves.toMatchObject({ isDeleted: true });
});

test('an item of two products is kept with the first, and the second is told why', async () => {
  const tenant = await world.addTenant();
  const where = await world.begin(tenant);
  await world.storeAll(where, numbered(1, 1));
  const twin = sampleProduct('twin', { variants: [sampleVariant('p0001')] });
  const { counts } = await world.storeAll(where, [twin, sampleProduct('other')]);
  expect(counts).toMatchObject({ changed: 2, rejected: 1 });
  await expect(world.syncs.rejects(tenant, 10)).resolves.toEqual([
    {
      productId: 'twin',
      title: 'Product twin',
      reason: 'Its item p0001-1 is also an item of product p0001: give each its own id.',
    },
  ]);
  await world.storeAll(where, [sampleProduct('twin')]);
  await expect(world.syncs.rejects(tenant, 10)).resolves.toEqual([]);
});

test('who lost its turn writes nothing', async () => {
  const tenant = await world.addTenant();
  const where = await world.begin(tenant);
  await world.rows(`UPDATE hub.catalog_syncs SET lease_until = now() WHERE connection_id = $1`, [
    tenant.connectionId,
  ]);
  await world.take(tenant);
  await expect(world.storeAll(where, numbered(1, 2))).rejects.toThrow('went to another process');
  expect(await gather(world.reader.whole(tenant))).toEqual([]);
});

test('writers at once leave neither gap nor double in the numbers, and readers miss none', async () => {
  const tenant = await world.addTenant();
  const where = await world.begin(tenant, 'changes');
  let last = 0;
  const seen: number[] = [];
  const read = async () => {
    const fresh = await gather(world.reader.changedSince(tenant, last));
    seen.push(...sequence(fresh));
    last = fresh.at(-1)?.changeSeq ?? last;
  };
  let writing = true;
  const writers = Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      world.storeAll({ ...where }, numbered(index * 10 + 1, index * 10 + 10)),
    ),
  ).finally(() => (writing = false));
  while (writing) await read();
  await writers;
  await read();
  expect(seen).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
});
