import { currency, itemId, totalsOfQuote, type Address, type QuoteRequest } from '@acp-hub/commerce';
import type { Store } from '@acp-hub/connector';
import { createInProcessContext, createTransport } from '@acp-hub/connector-http';
import { createFakeWooCommerce, type ShopDefinition } from '@acp-hub/fake-woocommerce';
import { woocommerceConnector } from '../src';
import { facts } from './support/facts';
import { keysOf, usdNet } from './support/shops';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function storeOf(shop: ShopDefinition): Promise<Store> {
  const fake = await createFakeWooCommerce({ shop });
  const transport = createTransport({ allowPrivateAddresses: true, allowPlainHttp: true });
  closing.push(
    () => fake.close(),
    () => transport.close(),
  );
  const url = await fake.listen();
  return woocommerceConnector.connect({ url, ...keysOf('usd') }, createInProcessContext({ transport }));
}

const address: Address = facts.usdNet.addresses.taxed;
const ask = (id: string, more: Partial<QuoteRequest> = {}): QuoteRequest => ({
  items: [{ id: itemId(id), quantity: 1 }],
  currency: currency('USD'),
  coupons: [],
  address,
  ...more,
});

/** In dinars, whose third decimal counts: 1.250 and 5% of it, 0.0625; delivery 0.750 and 0.0375. */
const dinars: ShopDefinition = {
  ...usdNet,
  settings: { ...usdNet.settings, woocommerce_currency: 'KWD', woocommerce_price_num_decimals: '3' },
  tax_rates: [{ id: 1, country: 'US', state: 'CA', rate: '5.0000', name: 'VAT', shipping: true }],
  zones: [
    {
      id: 1,
      name: 'US',
      locations: [{ code: 'US', type: 'country' }],
      methods: [{ instance_id: 1, method_id: 'flat_rate', title: 'Usual', cost: '0.750' }],
    },
  ],
  products: [{ id: 10, name: 'Tote', sku: 'T', regular_price: '1.250' }],
};

test('a currency with three decimals keeps the third', async () => {
  const store = await storeOf(dinars);
  const quote = await store.quote(ask('10', { currency: currency('KWD') }));
  expect(quote).toMatchObject({ total: 1250 + 63 + 750 + 38, lines: [{ base: 1250, tax: 63 }] });
});

test('a plugin that makes prices numbers changes none', async () => {
  const store = await storeOf({ ...usdNet, quirks: { pricesAsNumbers: true } });
  const [product] = (await store.listProducts({})).items.filter(({ id }) => id === '10');
  expect(product?.variants[0]?.price).toEqual({ amount: 2499, currency: 'USD' });
});

test('a fee of a plugin is shown, and is in the total', async () => {
  const bare = await (await storeOf(usdNet)).quote(ask('10'));
  const fees = [{ name: 'Cover &amp; <b>care</b>', amount: '2.50' }];
  const quote = await (await storeOf({ ...usdNet, quirks: { fees } })).quote(ask('10'));
  expect(quote.fees).toEqual([{ title: 'Cover & care', net: 250, tax: 0 }]);
  expect(quote.total).toBe(bare.total + 250);
  expect(totalsOfQuote(quote, currency('USD'))).toMatchObject({ kind: 'ok' });
});

test('a coupon whose name holds HTML takes off what it takes off', async () => {
  const code = '<b>spring</b> & co';
  const coupons = [{ id: 31, code, discount_type: 'percent' as const, amount: '10.00' }];
  const quote = await (await storeOf({ ...usdNet, coupons })).quote(ask('10', { coupons: [code] }));
  const taken = quote.lines.reduce((sum, { discount }) => sum + discount, 0);
  // WordPress takes markup out of what it is sent: the coupon is in force, or refused by the name it was sent by.
  expect([...quote.appliedDiscounts, ...quote.rejectedDiscounts].map((each) => each.code)).toEqual([code]);
  expect(taken).toBe(quote.appliedDiscounts.length === 0 ? 0 : 250);
  expect(totalsOfQuote(quote, currency('USD'))).toMatchObject({ kind: 'ok' });
});

test('a product without a price is left out of the catalogue, with the reason, and is not sold', async () => {
  const store = await storeOf({
    ...usdNet,
    products: [{ id: 10, name: 'Unpriced', sku: 'U', regular_price: '' }],
  });
  const page = await store.listProducts({});
  expect(page.items).toEqual([]);
  expect(JSON.stringify(page)).toMatch(/price/);
  const told: unknown[] = [];
  expect(await store.getVariants([itemId('10'), itemId('999')], (what) => void told.push(what))).toEqual([]);
  expect(told).toEqual(page.leftOut);
  expect((await store.quote(ask('10'))).unknownItems).toEqual(['10']);
});

test('a variation of any size is sold in each', async () => {
  const store = await storeOf(usdNet);
  const ids = (await store.listProducts({})).items.flatMap(({ variants }) => variants.map(({ id }) => id));
  expect(ids.filter((id) => id.startsWith('18~'))).toEqual(['18~Size=S', '18~Size=M']);
  const quote = await store.quote(ask('18~Size=M'));
  expect(quote.lines).toMatchObject([{ base: 1999, item: { id: '18~Size=M' } }]);
});

test('a zone that ships nowhere is told, and nothing can be chosen', async () => {
  const zones = (usdNet.zones ?? []).map((zone) => ({ ...zone, methods: [] }));
  const store = await storeOf({ ...usdNet, zones });
  const quote = await store.quote(ask('10'));
  expect(quote.options).toEqual([]);
  expect(quote.messages).toMatchObject([{ type: 'error', code: 'region_restricted' }]);
  const { findings } = await store.check();
  expect(findings.map(({ message }) => message).join()).toMatch(/shipping zone/i);
});

test('a version that is too old is told', async () => {
  const { ok, findings } = await (await storeOf({ ...usdNet, version: '8.2.0' })).check();
  expect(ok).toBe(false);
  expect(findings.map(({ message }) => message).join()).toContain('8.2.0');
});
