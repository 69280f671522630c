import { sampleProduct, sampleVariant } from '../support/catalogue-world';
import { INTERVALS, syncSuite } from '../support/sync-scene';

const { world, scene, onSale, lastRun } = syncSuite();

test('bad products are told of, and stop no other', async () => {
  const { tenant, shop, turn } = await scene(3);
  const { variants: _none, ...withoutVariants } = sampleProduct('bad-variants');
  const [variant] = sampleProduct('bad-price').variants;
  const { price: _price, ...withoutPrice } = variant!;
  shop.put(
    withoutVariants,
    { ...sampleProduct('bad-price'), variants: [withoutPrice] } as never,
    sampleProduct('nul\u0000', { title: 'Nul' }),
    sampleProduct('twice', { variants: [sampleVariant('twice'), sampleVariant('twice')] }),
    sampleProduct('thief', { variants: [sampleVariant('p001')] }),
    { ...sampleProduct('x'), id: '' },
    sampleProduct('long', { description: `<script>${'ß'.repeat(100_000)}</script>` }),
    sampleProduct('many', {
      variants: Array.from({ length: 1_000 }, (_, index) =>
        sampleVariant('many', { id: `many-${index}` as never }),
      ),
    }),
  );
  await turn(['full']);
  expect(await onSale(tenant)).toEqual(['long', 'many', 'p001', 'p002', 'p003']);
  await expect(lastRun(tenant)).resolves.toMatchObject({
    state: 'done',
    counts: { rejected: 6, changed: 5 },
  });
  const rejects = await world().syncs.rejects(tenant, 10);
  expect(rejects.map(({ productId, reason }) => [productId, reason])).toEqual([
    ['bad-price', expect.stringContaining('variants.0.price')],
    ['bad-variants', expect.stringContaining('variants')],
    ['nul�', expect.stringContaining('no control characters')],
    ['thief', 'Its item p001-1 is also an item of product p001: give each its own id.'],
    ['twice', 'Two of its variants have the id twice-1: give each its own.'],
    ['without an id (Product x)', expect.stringContaining('id')],
  ]);
  shop.put(sampleProduct('bad-price'));
  await turn(['full']);
  await expect(world().syncs.rejects(tenant, 10)).resolves.toHaveLength(5);
});

test('a product that turns bad stays as it was last good', async () => {
  const { tenant, shop, turn } = await scene(3);
  await turn(['full']);
  shop.put({ ...sampleProduct('p002'), variants: 'none' } as never);
  world().clock.advance(INTERVALS.full);
  await turn(['full']);
  expect(await onSale(tenant)).toHaveLength(3);
  await expect(lastRun(tenant)).resolves.toMatchObject({
    state: 'done',
    counts: { rejected: 1, removed: 0 },
  });
});
