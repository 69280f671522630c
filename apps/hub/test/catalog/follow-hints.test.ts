import { sampleProduct, sampleVariant } from '../support/catalogue-world';
import { syncSuite } from '../support/sync-scene';

const { world, scene, onSale } = syncSuite();

test('what a platform reports as gone goes at once, and a product it says to have changed is looked at', async () => {
  const { tenant, shop, turn } = await scene();
  await turn(['full']);
  world().clock.advance(1_000);
  shop.state.deletedIds = ['p002'];
  shop.remove('p002', 'p005');
  const sold = { stock: { status: 'low_stock', available: 1 } } as const;
  // Sold without a new date, as some platforms have it.
  shop.put(
    sampleProduct('p006', { variants: [sampleVariant('p006', sold)], updatedAt: '2020-01-01T00:00:00.000Z' }),
  );
  for (const id of ['p005', 'p006', 'never-seen']) await world().hints.note(tenant, id);
  await expect(world().syncs.due(100)).resolves.toContainEqual({
    tenantId: tenant.tenantId,
    id: tenant.connectionId,
  });
  await turn(['changes']);
  expect(await onSale(tenant)).toHaveLength(23);
  expect((await world().reader.find(tenant, 'p006'))?.product.variants[0]?.stock).toEqual(sold.stock);
  await expect(world().hints.open(tenant, 10)).resolves.toEqual([]);
});

test('a report that comes while the catalogue is read makes it due again', async () => {
  const { tenant, shop, turn } = await scene();
  shop.state.meanwhile = async (page) => {
    if (page === 2) await world().hints.note(tenant, 'p001');
  };
  await turn();
  const isDue = async () => (await world().syncs.due(1_000)).some(({ id }) => id === tenant.connectionId);
  expect(await isDue()).toBe(true);
  shop.state.meanwhile = async () => undefined;
  await turn();
  await turn();
  expect(await isDue()).toBe(false);
});
