import { operations, productPage, storeInfo, type WireProduct } from '@acp-hub/store-contract';
import { merchants } from '../src';
import { startStore, type HubSide, type RunningStore } from './support/running-store';

let running: RunningStore;
beforeEach(async () => {
  running = await startStore();
});
afterEach(() => running.close());

async function allProducts(hub: HubSide, query = '', limit = 5): Promise<WireProduct[]> {
  const products: WireProduct[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await hub.get(`/products?limit=${limit}${query}${cursor ? `&cursor=${cursor}` : ''}`);
    const page = productPage.parse(body);
    products.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== undefined);
  return products;
}

/** GS1 General Specifications 7.9: weights 3 and 1 from the right. */
function hasRightCheckDigit(gtin: string): boolean {
  const digits = [...gtin].map(Number).reverse();
  const sum = digits.reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

test('there are about forty products, and no id or GTIN stands for two things', () => {
  const products = merchants.flatMap((merchant) => merchant.products);
  const variants = products.flatMap((product) => product.variants);
  expect(products.length).toBeGreaterThanOrEqual(40);
  expect(new Set(variants.map(({ id }) => id)).size).toBe(variants.length);
  const gtins = variants.flatMap(({ gtin = [] }) => gtin);
  expect(new Set(gtins).size).toBe(gtins.length);
  expect(variants.filter(({ gtin }) => gtin === undefined).map(({ id }) => id)).toEqual(['willow-spoon']);
  expect(gtins.filter((gtin) => !hasRightCheckDigit(gtin))).toEqual(['9520000079203']);
});

test('what is wrong at a real shop is wrong here, and none of it is sold at a wrong price', async () => {
  const products = new Map((await allProducts(running.at('cascade'))).map((each) => [each.id, each]));
  expect(products.get('river-dry-bag')).toMatchObject({ image_urls: [], variants: [{ image_urls: [] }] });
  expect(products.get('willow-spoon')).not.toHaveProperty('brand');
  expect(products.get('tarn-2-tent')?.description).toMatch(/<script>.*<\/script>/);
  expect(products.get('timberline-boot')?.variants).toHaveLength(96);
  const quote = await running.at('cascade').quote({ 'trail-chair': 1, 'workshop-canoe': 1 });
  expect(quote).toMatchObject({
    lines: [{ item: { id: 'trail-chair' }, unit_amount: 6400 }],
    unknown_items: ['workshop-canoe'],
  });
});

test('prices on the pages are those that are charged', async () => {
  const page = async (id: string) => (await fetch(`${running.url}/cascade/products/${id}`)).text();
  expect(await page('trail-chair')).toContain('<span class="price">$64.00</span>');
  expect(await page('workshop-canoe')).toContain('Price on request');
  expect(await page('merino-tee')).toContain('$68.00');
  const tent = await page('tarn-2-tent');
  expect(tent).toContain('&lt;script&gt;');
  expect(tent).not.toContain('<script>window');
  expect(await page('river-dry-bag')).not.toContain('<img');
});

test.each(merchants.map(({ slug }) => slug))('%s shows what a shop has', async (slug) => {
  const { merchant, products } = {
    merchant: merchants.find((candidate) => candidate.slug === slug)!,
    products: await allProducts(running.at(slug)),
  };
  const variants = products.flatMap((product) => product.variants);
  expect(products.map(({ id }) => id).sort()).toEqual(merchant.products.map(({ id }) => id).sort());
  expect(variants.some(({ sale_price, price }) => sale_price !== undefined && sale_price < price)).toBe(true);
  expect(variants.some(({ requires_shipping }) => !requires_shipping)).toBe(true);
  expect(new Set(variants.map(({ stock }) => stock.status))).toEqual(
    new Set(['in_stock', 'low_stock', 'out_of_stock']),
  );
  expect(products.some((product) => product.variants.length > 1)).toBe(true);
});

test.each(merchants.map(({ slug }) => slug))('%s: what the showcase promises is so', async (slug) => {
  const { items, coupons, address } = running.showcase(slug);
  const hub = running.at(slug);
  const quote = await hub.quote(Object.fromEntries(Object.values(items).map((id) => [id, 1])), { address });
  const byId = Object.fromEntries(quote.lines.map((line) => [line.item.id, line]));
  expect(byId[items.in_stock]!.stock.status).toBe('in_stock');
  expect(byId[items.limited]!.stock.status).toBe('low_stock');
  expect(byId[items.out_of_stock]!.stock.status).toBe('out_of_stock');
  expect(byId[items.digital]!.requires_shipping).toBe(false);
  expect(byId[items.variant]!.item.options.length).toBeGreaterThan(0);
  expect(quote.totals.tax).toBeGreaterThan(0);
  expect(quote.options.filter(({ type }) => type === 'shipping').length).toBeGreaterThanOrEqual(2);
  const asked = await hub.quote({ [items.in_stock]: 1 }, { address, coupons: Object.values(coupons) });
  expect(asked.discounts.applied.map(({ code }) => code)).toEqual([coupons.valid]);
  expect(asked.discounts.rejected).toMatchObject([
    { code: coupons.expired, reason: 'expired' },
    { code: coupons.minimum, reason: 'minimum_not_met', message: expect.stringMatching(/[$€¥]\d/) },
  ]);
});

test('the store describes itself', async () => {
  const facts = async (slug: string) => storeInfo.parse((await running.at(slug).get('/store')).body);
  expect(await facts('cascade')).toMatchObject({ currency: 'USD', prices_include_tax: false });
  expect(await facts('lindenhof')).toMatchObject({ currency: 'EUR', prices_include_tax: true });
  expect(await facts('hoshino')).toMatchObject({ currency: 'JPY', prices_include_tax: true });
});

test('every link leads somewhere, every picture is one', async () => {
  const { links } = storeInfo.parse((await running.at('lindenhof').get('/store')).body);
  const [product] = await allProducts(running.at('lindenhof'));
  for (const url of [...links.map((link) => link.url), product!.url])
    expect([url, (await fetch(url)).status]).toEqual([url, 200]);
  const pictures = product!.variants.flatMap(({ image_urls }) => image_urls);
  for (const url of pictures) {
    const picture = await fetch(url);
    expect(picture.headers.get('content-type')).toBe('image/svg+xml');
    expect(await picture.text()).toMatch(/^<svg .*<\/svg>$/);
  }
});

test('products by the ids of their variants', async () => {
  const { body } = await running
    .at('cascade')
    .get('/products?ids=merino-tee-s,merino-tee-l,ember-stove,unknown');
  expect(
    productPage
      .parse(body)
      .items.map(({ id }) => id)
      .sort(),
  ).toEqual(['ember-stove', 'merino-tee']);
  expect(body).not.toHaveProperty('next_cursor');
});

test('changes since: price, stock by a sale, removal', async () => {
  const hub = running.at('cascade');
  const office = running.store.backOffice('cascade');
  running.clock.forward(60);
  const since = running.clock.now().toISOString();
  expect(await allProducts(hub, `&updated_since=${since}`)).toEqual([]);
  await office.setPrice('merino-tee-s', 6500);
  await hub.order(
    { 'cascade-loop-maps': 1, 'ember-stove': 1 },
    { address: running.showcase('cascade').address },
  );
  await office.removeProduct('basalt-bottle');
  const changed = await allProducts(hub, `&updated_since=${since}`, 1);
  expect(changed.map(({ id }) => id)).toEqual(['ember-stove', 'merino-tee']);
  expect((await hub.get(`/products?updated_since=${since}`)).body.deleted_ids).toEqual(['basalt-bottle']);
  running.clock.forward(1);
  const later = running.clock.now().toISOString();
  expect((await hub.get(`/products?updated_since=${later}`)).body).toEqual({ items: [], deleted_ids: [] });
});

test('every operation of the contract is served', async () => {
  const hub = running.at('cascade');
  for (const [id, { method, path }] of Object.entries(operations)) {
    const { body } = await hub.send(method, path.replace('{id}', 'x'));
    expect([id, String(body.message ?? '')]).toEqual([
      id,
      expect.not.stringMatching(/^There is no (GET|POST) /),
    ]);
  }
});
