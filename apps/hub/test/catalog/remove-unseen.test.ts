import { ids, INTERVALS, numbered, syncSuite } from '../support/sync-scene';

const { world, scene, onSale, lastRun } = syncSuite();

test('a list that was cut short removes nothing until somebody says so', async () => {
  const { tenant, shop, turn } = await scene(40);
  await turn(['full']);
  shop.remove(...ids(numbered(40)).slice(10));
  world().clock.advance(INTERVALS.full);
  await turn(['full']);
  await expect(lastRun(tenant)).resolves.toMatchObject({ state: 'held', counts: { removed: 0 } });
  expect((await lastRun(tenant))?.error).toContain('listed 10 of 40 products');
  expect(await onSale(tenant)).toHaveLength(40);
  await turn(['full'], { acceptRemovals: true });
  await expect(lastRun(tenant)).resolves.toMatchObject({ state: 'done', counts: { removed: 30 } });
  expect(await onSale(tenant)).toHaveLength(10);
});

test('an empty list empties no catalogue, however small', async () => {
  const { tenant, shop, turn } = await scene(3);
  await turn(['full']);
  shop.remove('p001', 'p002', 'p003');
  world().clock.advance(INTERVALS.full);
  await turn(['full']);
  await expect(lastRun(tenant)).resolves.toMatchObject({ state: 'held' });
  expect(await onSale(tenant)).toHaveLength(3);
});

test('what the list skipped and the platform still has is kept, as is what came while it was read', async () => {
  const { tenant, shop, turn } = await scene(25);
  await turn(['full']);
  world().clock.advance(INTERVALS.full);
  shop.state.mostPages = 2;
  await turn(['full']);
  await expect(lastRun(tenant)).resolves.toMatchObject({ state: 'done', counts: { seen: 20, removed: 0 } });
  expect(await onSale(tenant)).toHaveLength(25);
});
