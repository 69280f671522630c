import { currency, itemId, type QuoteRequest } from '@acp-hub/commerce';
import type { FakeWooCommerce, ShopDefinition } from '@acp-hub/fake-woocommerce';
import { facts } from './support/facts';
import { closeStores, openStore } from './support/open-store';
import { orderFor } from './support/sale';
import { usdNet } from './support/shops';

afterEach(closeStores);

type Effect = Parameters<FakeWooCommerce['faults']['schedule']>[0]['effect'];

const ask = (id: string): QuoteRequest => ({
  items: [{ id: itemId(id), quantity: 1 }],
  currency: currency('USD'),
  coupons: [],
  buyer: { email: 'ada@example.com' },
  address: facts.usdNet.addresses.taxed,
});

const html: Effect = {
  kind: 'answer',
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><p>Checking your browser',
};
const redirect: Effect = {
  kind: 'answer',
  status: 302,
  headers: { location: 'https://elsewhere.example/' },
  body: '',
};

/** What a shop does instead of answering, and what its merchant and the operator read. */
const answers: Readonly<Record<string, { effect: Effect; failure: string; words: RegExp }>> = {
  'answers HTML instead of JSON': {
    effect: html,
    failure: 'config',
    words:
      /a web page instead of JSON: check the address, and that no firewall, login or maintenance page stands in front/,
  },
  redirects: {
    effect: redirect,
    failure: 'config',
    words: /a redirect, and redirects are not followed: enter the final address/,
  },
  'closes the connection': {
    effect: { kind: 'cut' },
    failure: 'transient',
    words: /the store cannot be reached for now/,
  },
};

describe.each(Object.entries(answers))('a shop that %s', (_name, { effect, failure, words }) => {
  const refusal = { failure: { kind: failure }, message: expect.stringMatching(words) };

  test('quotes nothing, lists nothing, and is told so', async () => {
    const { store, fake } = await openStore(usdNet);
    await store.quote(ask('10'));
    fake.faults.schedule({ times: 'always', effect });
    await expect(store.quote(ask('10'))).rejects.toMatchObject({ ...refusal, outcome: 'not_applied' });
    await expect(store.listProducts({})).rejects.toMatchObject({ ...refusal, outcome: 'not_applied' });
    expect(await store.check()).toMatchObject({ ok: false });
  });

  test.each(['before', 'after'] as const)(
    'as the order is written, %s it is, ends with one order of the right total',
    async (when) => {
      const { store, fake } = await openStore(usdNet);
      const request = ask('10');
      const order = orderFor(request, await store.quote(request));
      fake.faults.schedule({ method: 'POST', path: '/wp-json/wc/v3/orders', when, effect });
      await expect(store.placeOrder(order)).rejects.toMatchObject(refusal);
      const found = await store.findOrder({ idempotencyKey: order.idempotencyKey });
      expect(found?.total.amount).toBe(when === 'after' ? order.expectedTotal.amount : undefined);
      expect((await store.placeOrder(order)).total).toEqual(order.expectedTotal);
      expect([...fake.books.orders.values()]).toHaveLength(1);
    },
  );
});

test('a version that is too old is told', async () => {
  const { store } = await openStore({ ...usdNet, version: '8.2.0' });
  expect(await store.check()).toMatchObject({
    ok: false,
    findings: [
      { code: 'plain_http' },
      { code: 'version_too_old', message: expect.stringContaining('The shop runs WooCommerce 8.2.0') },
    ],
  });
});

const unpriced = (more: object): ShopDefinition => ({
  ...usdNet,
  products: [{ id: 10, name: 'Unpriced', sku: 'U', ...more }],
});

test('a product without a price is left out of the catalogue, with the reason, and is not sold', async () => {
  const { store } = await openStore(unpriced({ regular_price: '' }));
  const page = await store.listProducts({});
  expect(page).toMatchObject({
    items: [],
    leftOut: [{ id: '10', title: 'Unpriced', why: 'it has no price: enter one in the shop' }],
  });
  const told: unknown[] = [];
  expect(await store.getVariants([itemId('10'), itemId('999')], (what) => void told.push(what))).toEqual([]);
  expect(told).toEqual(page.leftOut);
  expect(await store.quote(ask('10'))).toMatchObject({ unknownItems: ['10'], lines: [], total: 0 });
});

test('a zone that ships nowhere is told, and nothing can be chosen or ordered', async () => {
  const zones = usdNet.zones!.map((zone) => ({ ...zone, methods: [] }));
  const { store, fake } = await openStore({ ...usdNet, zones });
  const request = ask('10');
  const quote = await store.quote(request);
  expect(quote).toMatchObject({
    options: [],
    messages: [
      { type: 'error', code: 'region_restricted', content: 'The shop does not deliver to this address.' },
    ],
  });
  await expect(store.placeOrder(orderFor(request, quote))).rejects.toMatchObject({
    failure: { kind: 'rejected', reason: { code: 'region_restricted' } },
    outcome: 'not_applied',
  });
  expect([...fake.books.orders.values()]).toEqual([]);
});

test('a variation of any size is listed in each', async () => {
  const { store } = await openStore(usdNet);
  const ids = (await store.listProducts({})).items.flatMap(({ variants }) => variants.map(({ id }) => id));
  expect(ids.filter((id) => id.startsWith('18~'))).toEqual(['18~Size=S', '18~Size=M']);
});

test('a variation of any size that is asked for without one is not sold', async () => {
  const { store } = await openStore(usdNet);
  expect(await store.quote(ask('18'))).toMatchObject({ unknownItems: ['18'], lines: [], total: 0 });
});

test('a plugin that makes prices numbers changes none that is listed', async () => {
  const { store } = await openStore({ ...usdNet, quirks: { pricesAsNumbers: true } });
  const product = (await store.listProducts({})).items.find(({ id }) => id === '10');
  expect(product?.variants[0]?.price).toEqual({ amount: 2499, currency: 'USD' });
});
