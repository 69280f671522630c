import { fixedTokens } from '@acp-hub/fake-psp';
import { canvasAndCo, createFakeWooCommerce } from '@acp-hub/fake-woocommerce';
import { describeDemo } from '../src/demo-file';
import { chooseStore, readStoreKind } from '../src/stores/choose-store';

const agent = (token: string) => ({ name: token, profile: 'spec' as const, token });
const seeded = (slug: string, token: string) => ({
  slug,
  tenantId: `ten_${slug}`,
  secret: 's',
  connectionId: 'con_1',
  ingressPath: '/ingress/1',
  agents: [agent(token)],
});

const places = {
  root: '/acp-hub',
  dataDir: '/data',
  port: 2,
  storeUrl: 'http://localhost:2',
  otherPort: 4,
  otherUrl: 'http://localhost:4',
  hubUrl: 'http://localhost:1',
  logDir: '/logs',
};

test('demo.json names everything a buyer needs, of the merchant in US dollars', async () => {
  const store = await chooseStore('own', places, {});
  const urls = { hub: 'http://localhost:1', inbox: 'http://localhost:3' };

  const demo = describeDemo(store, [seeded('cascade', 'first'), seeded('lindenhof', 'second')], urls);

  expect(demo).toMatchObject({
    base_url: urls.hub,
    store_url: places.storeUrl,
    currency: 'USD',
    agents: [{ ...agent('first'), webhook_secret: 's' }],
    other_merchant: { token: 'second' },
    webhooks: { received_url: 'http://localhost:3/received' },
  });
  expect(Object.keys(demo.items)).toEqual(['in_stock', 'limited', 'out_of_stock', 'digital', 'variant']);
  expect(Object.keys(demo.coupons).sort()).toEqual(['expired', 'minimum', 'valid']);
  expect(Object.keys(demo.address).sort()).toEqual([
    'city',
    'country',
    'line_one',
    'name',
    'postal_code',
    'state',
  ]);
  expect(Object.values(demo.payment_tokens).map((token) => fixedTokens[token])).toEqual([
    'approve',
    'decline',
    'require_3ds',
    'timeout_after',
  ]);
});

test('demo.json has one form, whatever is sold from', async () => {
  const urls = { hub: 'http://localhost:1', inbox: 'http://localhost:3' };
  const formOf = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, formOf(part)]))
      : typeof value;
  const [own, woocommerce] = await Promise.all(
    (['own', 'woocommerce'] as const).map(async (kind) => {
      const store = await chooseStore(kind, places, {});
      return describeDemo(store, [seeded('first', '1'), seeded('second', '2')], urls);
    }),
  );
  expect(formOf(woocommerce)).toEqual(formOf(own));
});

test('what is sold from is chosen by name, and a name that is none is told', () => {
  expect([readStoreKind([]), readStoreKind(['start', '--store', 'woocommerce'])]).toEqual([
    'own',
    'woocommerce',
  ]);
  expect(() => readStoreKind(['--store', 'shopfiy'])).toThrow('There is no store "shopfiy"');
  expect(() => readStoreKind(['--shop', 'x'])).toThrow('Use --store woocommerce');
});

test('a real shop needs all of its three variables', async () => {
  const some = { WOOCOMMERCE_URL: 'https://shop.example', WOOCOMMERCE_CONSUMER_KEY: 'ck_1' };
  await expect(chooseStore('woocommerce', places, some)).rejects.toThrow('WOOCOMMERCE_CONSUMER_SECRET');
});

describe('a real shop, by its three variables', () => {
  let shop: Awaited<ReturnType<typeof createFakeWooCommerce>>;
  let url: string;
  const [readsAndWrites, readsOnly] = canvasAndCo.keys;
  const choose = (key = readsAndWrites) =>
    chooseStore('woocommerce', places, {
      WOOCOMMERCE_URL: url,
      WOOCOMMERCE_CONSUMER_KEY: key?.consumer_key,
      WOOCOMMERCE_CONSUMER_SECRET: key?.consumer_secret,
    });
  const said = jest.spyOn(console, 'log').mockImplementation();

  beforeAll(async () => {
    shop = await createFakeWooCommerce({ shop: canvasAndCo });
    url = await shop.listen();
  });
  afterAll(() => shop.close());

  test('is sold from, and demo.json names its address and the first thing in stock', async () => {
    const urls = { hub: 'http://localhost:1', inbox: 'http://localhost:3' };
    const store = await choose();
    expect(store.services([])).toEqual([]);
    expect(describeDemo(store, [seeded('shop', '1')], urls)).toMatchObject({
      store_url: url,
      currency: 'USD',
      items: { in_stock: '10' },
    });
  });

  test('says what stands in the way, before anything is started', async () => {
    await expect(choose(readsOnly)).rejects.toThrow(`${url} cannot be sold from yet; see above.`);
    expect(said.mock.calls.flat().join()).toContain('give it the permission Read/Write');
  });
});

test('without any of the three a shop is played, and demo.json names what to buy there', async () => {
  const store = await chooseStore('woocommerce', places, {});
  const urls = { hub: 'http://localhost:1', inbox: 'http://localhost:3' };

  expect(store.services([]).map(({ environment }) => environment?.['FAKE_WOOCOMMERCE_PORT'])).toEqual([
    '2',
    '4',
  ]);
  const demo = describeDemo(store, [seeded('canvas', 'first'), seeded('leinwand', 'second')], urls);
  expect(demo).toMatchObject({
    store_url: places.storeUrl,
    currency: 'USD',
    other_merchant: { token: 'second' },
    coupons: { valid: 'save10', expired: 'old', minimum: 'min100' },
  });
  expect(Object.keys(demo.items)).toEqual(['in_stock', 'limited', 'out_of_stock', 'digital', 'variant']);
});
