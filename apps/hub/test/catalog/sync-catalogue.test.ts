import { ConnectorError } from '@acp-hub/connector';
import type { Catalogue } from '../../src/catalog/ports';
import { gather, LEASE_MS, sampleProduct, sampleVariant } from '../support/catalogue-world';
import { unreachable } from '../support/memory-shop';
import { HOUR, ids, INTERVALS, numbered, syncSuite } from '../support/sync-scene';

const { world, scene, onSale, lastRun } = syncSuite();

/** Every row of a catalogue with the transaction that last wrote it: any write, of the same value too, shows. */
const inDatabase = (catalogue: Catalogue) =>
  world().rows<{ table: string }>(
    ['products', 'items', 'rejects']
      .map(
        (table) =>
          `SELECT '${table}' AS table, product_id, xmin::text, ctid::text
           FROM hub.catalog_${table} WHERE connection_id = $1`,
      )
      .join(' UNION ALL ') + ' ORDER BY 1, 2, 4',
    [catalogue.connectionId],
  );

test('the first turn takes everything in, page by page, and the next ones what is due', async () => {
  const { tenant, shop, turn, events } = await scene();
  await expect(turn()).resolves.toBe('synced');
  expect(await onSale(tenant)).toEqual(ids(numbered(25)));
  expect(shop.state.calls).toEqual(['list', 'list 10', 'list 20']);
  await expect(lastRun(tenant)).resolves.toMatchObject({
    kind: 'full',
    state: 'done',
    counts: { pages: 3, seen: 25, changed: 25, rejected: 0, removed: 0 },
  });
  expect(events.map(({ kind, run }) => `${kind} ${run.counts.seen}`)).toEqual([
    'progress 10',
    'progress 20',
    'progress 25',
    'ended 25',
  ]);
  shop.state.calls.length = 0;
  await expect(turn()).resolves.toBe('synced');
  expect(shop.state.calls).toEqual(['list', 'list 10', 'list 20', 'variants 25']);
  await expect(turn()).resolves.toBe('not_due');
  world().clock.advance(INTERVALS.stock);
  await turn();
  await expect(lastRun(tenant)).resolves.toMatchObject({ kind: 'stock', state: 'done' });
});

test('a sync without changes writes nothing, of what cannot be taken in neither', async () => {
  const { tenant, shop, turn } = await scene();
  shop.put(sampleProduct('x', { variants: [sampleVariant('x'), sampleVariant('x')] }), sampleProduct('y'));
  shop.state.unreadable.set('y', 'it has no price');
  await turn(['full']);
  const before = await inDatabase(tenant);
  world().clock.advance(INTERVALS.full);
  await turn(['full']);
  await turn(['changes']);
  await turn(['stock']);
  expect(await inDatabase(tenant)).toEqual(before);
  expect(before.map(({ table }) => table).sort()).toEqual([
    ...Array.from({ length: 25 }, () => 'items'),
    ...Array.from({ length: 25 }, () => 'products'),
    ...['rejects', 'rejects'],
  ]);
  const runs = await world().syncs.runs(tenant, 10);
  expect(runs.map(({ kind, state, counts }) => [kind, state, counts.changed])).toEqual([
    ['stock', 'done', 0],
    ['changes', 'done', 0],
    ['full', 'done', 0],
    ['full', 'done', 25],
  ]);
});

test('a change is in the next incremental run, and alone', async () => {
  const { tenant, shop, turn } = await scene();
  await turn(['full']);
  world().clock.advance(HOUR);
  await turn(['changes']);
  const { lastChange } = await world().reader.size(tenant);
  world().clock.advance(HOUR);
  const updatedAt = world().clock.now().toISOString();
  shop.put(sampleProduct('p003', { title: 'Renamed', updatedAt }), sampleProduct('new', { updatedAt }));
  shop.state.calls.length = 0;
  await turn(['changes']);
  expect(shop.state.calls).toEqual(['list']);
  const changes = await gather(world().reader.changedSince(tenant, lastChange));
  expect(changes.map(({ productId, product }) => [productId, product.title])).toEqual([
    ['new', 'Product new'],
    ['p003', 'Renamed'],
  ]);
});

test.each([0, 1, 2])(
  'a process that dies at page %s is followed by one that goes on from there',
  async (page) => {
    const { tenant, shop, turn, storing } = await scene();
    const lapse = () =>
      world().rows(`UPDATE hub.catalog_syncs SET lease_until = now() WHERE connection_id = $1`, [
        tenant.connectionId,
      ]);
    storing.before = async (stored) => {
      if (stored !== page) return;
      // What this process does from here on, it does too late.
      await lapse();
      await world().take(tenant);
    };
    await expect(turn()).resolves.toBe('busy');
    await lapse();
    storing.before = async () => undefined;
    shop.state.calls.length = 0;
    await expect(turn()).resolves.toBe('synced');
    expect(shop.state.calls[0]).toBe(page === 0 ? 'list' : `list ${page * 10}`);
    expect(await onSale(tenant)).toEqual(ids(numbered(25)));
    await expect(world().syncs.runs(tenant, 10)).resolves.toMatchObject([
      { state: 'done', counts: { pages: 3, seen: 25, changed: 25, removed: 0 } },
    ]);
  },
);

test('turns that stop after each page come to the same, and removals are found over all of them', async () => {
  const { tenant, shop, turn } = await scene();
  await turn(['full']);
  shop.remove('p004', 'p021');
  world().clock.advance(HOUR);
  const outcomes = [];
  do outcomes.push(await turn(['full'], { pages: 1 }));
  while (outcomes.at(-1) === 'more');
  expect(outcomes.length).toBeGreaterThan(3);
  expect(outcomes.at(-1)).toBe('synced');
  expect(await onSale(tenant)).toEqual(ids(numbered(25)).filter((id) => id !== 'p004' && id !== 'p021'));
  await expect(lastRun(tenant)).resolves.toMatchObject({ state: 'done', counts: { removed: 2 } });
  await expect(world().rows('SELECT FROM hub.catalog_seen')).resolves.toEqual([]);
});

test('one process at a time has the turn', async () => {
  const { tenant, shop, turn } = await scene();
  const others: string[] = [];
  shop.state.meanwhile = async (page) => {
    if (page === 1) others.push(...(await Promise.all([turn(), turn(['stock'])])));
  };
  await expect(turn()).resolves.toBe('synced');
  expect(others).toEqual(['busy', 'busy']);
  expect(shop.state.calls).toEqual(['list', 'list 10', 'list 20']);
  expect(await onSale(tenant)).toHaveLength(25);
});

test('a platform that fails is asked again later, further on, and nothing is removed meanwhile', async () => {
  const { tenant, shop, turn, events } = await scene();
  await turn(['full']);
  shop.remove('p001');
  world().clock.advance(INTERVALS.full);
  shop.state.failure = { after: 1, error: unreachable() };
  shop.state.calls.length = 0;
  await expect(turn(['full'])).resolves.toBe('waiting');
  expect(events.at(-1)).toMatchObject({ kind: 'postponed', error: 'The shop is down.' });
  expect(await onSale(tenant)).toHaveLength(25);
  await expect(turn()).resolves.toBe('waiting');
  expect(shop.state.calls).toEqual(['list', 'list 10']);
  world().clock.advance(30_000);
  await expect(turn()).resolves.toBe('synced');
  expect(shop.state.calls).toContain('list 20');
  expect(await onSale(tenant)).toEqual(ids(numbered(25)).filter((id) => id !== 'p001'));
});

test('failures are waited out longer and longer, and as long as a platform asks', async () => {
  const { shop, turn, events } = await scene();
  const waits: number[] = [];
  for (let failures = 0; failures < 3; failures += 1) {
    shop.state.failure = { after: 0, error: unreachable() };
    await turn();
    const event = events.at(-1);
    if (event?.kind !== 'postponed') throw new Error('It was not postponed.');
    waits.push(event.retryAt.getTime() - world().clock.now().getTime());
    world().clock.advance(HOUR);
  }
  expect(waits).toEqual([30_000, 60_000, 120_000]);
  shop.state.failure = {
    after: 0,
    error: new ConnectorError({ kind: 'rate_limited', retryAfterMs: 7_000 }, 'Too fast.', 'not_applied'),
  };
  await turn();
  expect(events.at(-1)).toMatchObject({
    kind: 'postponed',
    retryAt: new Date(world().clock.now().getTime() + 7_000),
  });
});

test('a cursor that the platform does not take any more ends the run, and the next begins anew', async () => {
  const { tenant, shop, turn } = await scene();
  const error = new ConnectorError(
    { kind: 'rejected', reason: { code: 'other' } },
    'Expired.',
    'not_applied',
  );
  shop.state.failure = { after: 1, error };
  await turn();
  await expect(lastRun(tenant)).resolves.toMatchObject({ state: 'failed', error: 'Expired.' });
  world().clock.advance(HOUR);
  shop.state.calls.length = 0;
  await turn();
  expect(shop.state.calls).toEqual(['list', 'list 10', 'list 20']);
});

test('a list without an end is noticed', async () => {
  const { tenant, shop, turn } = await scene();
  const list = shop.shop.listProducts;
  shop.shop.listProducts = async (query) => ({ ...(await list(query)), nextCursor: '10' });
  await turn();
  await expect(lastRun(tenant)).resolves.toMatchObject({ state: 'failed', counts: { pages: 1 } });
});

test('a large catalogue is taken in page by page, and neither it nor its reading asks for more with its size', async () => {
  const { tenant, shop, turn, events } = await scene(0);
  const [pages, aPage] = [40, 250];
  // Made when it is asked for, as a platform's answer is.
  shop.shop.listProducts = async ({ cursor = '0' }) => ({
    items: Array.from({ length: aPage }, (_, index) =>
      sampleProduct(`m${Number(cursor) * aPage + index}`, { description: 'long '.repeat(400) }),
    ),
    ...(Number(cursor) + 1 < pages ? { nextCursor: String(Number(cursor) + 1) } : {}),
  });
  await turn(['full']);
  await expect(world().reader.size(tenant)).resolves.toMatchObject({ products: pages * aPage });
  expect(events.filter(({ kind }) => kind === 'progress')).toHaveLength(pages);
  let read = 0;
  for await (const batch of world().reader.whole(tenant)) {
    expect(JSON.stringify(batch).length).toBeLessThan(2_000_000);
    read += batch.length;
  }
  expect(read).toBe(pages * aPage);
});

test('a turn that is never given back is taken over', async () => {
  const { tenant, turn } = await scene();
  await world().take(tenant);
  await expect(turn()).resolves.toBe('busy');
  await world().rows(
    `UPDATE hub.catalog_syncs SET lease_until = lease_until - $2 * interval '1 millisecond' WHERE connection_id = $1`,
    [tenant.connectionId, LEASE_MS],
  );
  await expect(turn()).resolves.toBe('synced');
});
