import { sampleProduct } from '../support/catalogue-world';
import { INTERVALS, syncSuite } from '../support/sync-scene';

const { world, scene: sceneOf, onSale, lastRun: lastRunOf } = syncSuite();

const WHY = 'its price is no number; correct it at the shop';

/** A shop that was read whole, and of whose products one cannot be read any more. */
async function sceneOfOneUnreadable() {
  const scene = await sceneOf(12);
  await scene.turn(['full']);
  scene.shop.state.unreadable.set('p004', WHY);
  const lastRun = () => lastRunOf(scene.tenant);
  const rejects = () => world().syncs.rejects(scene.tenant, 10);
  const stored = async () => (await world().reader.find(scene.tenant, 'p004'))!;
  return { ...scene, lastRun, rejects, stored };
}

const told = [
  { productId: 'p004', title: 'Title of p004', reason: 'Its price is no number; correct it at the shop.' },
];

test('is told of and counted, and stays as it was last read, however its shop is looked at', async () => {
  const { tenant, turn, lastRun, rejects, stored } = await sceneOfOneUnreadable();
  const before = await stored();
  for (const kind of ['full', 'stock'] as const) {
    world().clock.advance(INTERVALS.full);
    await turn([kind]);
    await expect(lastRun()).resolves.toMatchObject({
      ...{ kind, state: 'done' },
      counts: { seen: 12, changed: 0, rejected: 1, removed: 0 },
    });
    expect(await stored()).toEqual(before);
    expect(await rejects()).toEqual(told);
  }
  await world().hints.note(tenant, 'p004');
  await turn(['changes']);
  await expect(lastRun()).resolves.toMatchObject({
    ...{ kind: 'changes', state: 'done' },
    counts: { rejected: 1, removed: 0 },
  });
  expect(await stored()).toEqual(before);
  expect(await onSale(tenant)).toHaveLength(12);
});

test('is taken in again once it can be read, and nothing is said of it any more', async () => {
  const { shop, turn, rejects, stored } = await sceneOfOneUnreadable();
  await turn(['full']);
  expect(await rejects()).toEqual(told);
  shop.state.unreadable.clear();
  shop.put(sampleProduct('p004', { title: 'Mended' }));
  await turn(['full']);
  expect(await rejects()).toEqual([]);
  expect((await stored()).product.title).toBe('Mended');
});

test('is removed once it is gone indeed, and nothing is said of it any more', async () => {
  const { tenant, shop, turn, rejects } = await sceneOfOneUnreadable();
  await turn(['full']);
  shop.remove('p004');
  await turn(['full']);
  expect(await onSale(tenant)).not.toContain('p004');
  expect(await rejects()).toEqual([]);
});

test('that was never stored is forgotten by the first full run that does not list it', async () => {
  const { shop, turn, rejects } = await sceneOfOneUnreadable();
  shop.put(sampleProduct('unheard-of'));
  shop.state.unreadable.set('unheard-of', WHY);
  await turn(['full']);
  expect((await rejects()).map(({ productId }) => productId).sort()).toEqual(['p004', 'unheard-of']);
  shop.remove('unheard-of');
  await turn(['stock']);
  expect(await rejects()).toHaveLength(2);
  await turn(['full']);
  expect(await rejects()).toEqual(told);
});

test('whose very id cannot be read is any of those not seen, and so none of them goes', async () => {
  const { tenant, shop, turn, lastRun } = await sceneOfOneUnreadable();
  shop.state.anonymous = true;
  shop.remove('p007');
  for (const kind of ['full', 'changes'] as const) {
    await world().hints.note(tenant, 'p004');
    world().clock.advance(INTERVALS.full);
    await turn([kind]);
    expect(await onSale(tenant)).toContain('p004');
  }
  await turn(['stock']);
  expect((await world().reader.find(tenant, 'p004'))?.product.variants[0]?.stock.status).toBe('in_stock');
  await expect(lastRun()).resolves.toMatchObject({ state: 'done' });
  shop.state.unreadable.clear();
  await turn(['full']);
  expect(await onSale(tenant)).not.toContain('p007');
});

test('a product with variants that cannot be read is sold without them, and says so once', async () => {
  const { shop, turn, lastRun, rejects } = await sceneOfOneUnreadable();
  shop.state.unreadable.clear();
  const list = shop.shop.listProducts;
  const leftOut = ['x', 'y', 'z', 'last'].map((id) => ({ id, productId: 'p001', why: 'it has no price' }));
  shop.shop.listProducts = async (query) => {
    const page = await list(query);
    return page.items.some(({ id }) => id === 'p001') ? { ...page, leftOut } : page;
  };
  await turn(['full']);
  await expect(lastRun()).resolves.toMatchObject({ counts: { seen: 12, removed: 0 } });
  expect(await rejects()).toEqual([
    {
      productId: 'p001',
      reason:
        'Its variant x is left out: it has no price. Its variant y is left out: it has no price. ' +
        'Its variant z is left out: it has no price. And 1 more.',
    },
  ]);
});
