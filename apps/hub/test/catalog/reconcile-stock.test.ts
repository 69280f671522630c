import { sampleProduct, sampleVariant } from '../support/catalogue-world';
import { ids, numbered, syncSuite } from '../support/sync-scene';

const { world, scene, lastRun } = syncSuite();

test('price and stock are compared on their own, a stretch a run, and what is unknown cannot be bought', async () => {
  const { tenant, shop, turn } = await scene(60);
  await turn(['full']);
  const price = { amount: 900, currency: 'USD' as never };
  shop.put(
    sampleProduct('p055', {
      title: 'Not yet',
      variants: [sampleVariant('p055', { price, salePrice: price })],
    }),
  );
  shop.remove('p002');
  shop.state.calls.length = 0;
  await turn(['stock']);
  expect(shop.state.calls).toEqual(['variants 50', 'variants 10']);
  const changed = await world().reader.find(tenant, 'p055');
  expect(changed?.product).toMatchObject({ title: 'Product p055', variants: [{ price, salePrice: price }] });
  expect((await world().reader.find(tenant, 'p002'))?.product.variants[0]?.stock.status).toBe('out_of_stock');
  await expect(lastRun(tenant)).resolves.toMatchObject({ counts: { seen: 60, changed: 2 } });
});

test('a platform that knows nothing any more sells nothing out', async () => {
  const { tenant, shop, turn } = await scene(30);
  await turn(['full']);
  shop.remove(...ids(numbered(30)));
  await turn(['stock']);
  await expect(lastRun(tenant)).resolves.toMatchObject({ counts: { seen: 30, changed: 0 } });
});
