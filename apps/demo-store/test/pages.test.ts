import type { WireOrder } from '@acp-hub/store-contract';
import { merchants } from '../src';
import { startStore, type HubSide, type RunningStore } from './support/running-store';

let running: RunningStore;
let hub: HubSide;
let address: object;
beforeEach(async () => {
  running = await startStore();
  hub = running.at('cascade');
  ({ address } = running.showcase('cascade'));
});
afterEach(() => running.close());

const visit = async (path: string) => {
  const response = await fetch(running.url + path);
  return { status: response.status, text: await response.text() };
};
const press = (path: string, headers: Record<string, string> = {}, form: Record<string, string> = {}) =>
  fetch(running.url + path, { method: 'POST', headers, body: new URLSearchParams(form), redirect: 'manual' });
const read = async ({ id }: WireOrder): Promise<WireOrder> => (await hub.get(`/orders/${id}`)).body;

test.each(merchants.map(({ slug, products }) => [slug, products] as const))(
  '%s shows all its products',
  async (slug, products) => {
    const { text } = await visit(`/${slug}`);
    for (const { id } of products) expect(text).toContain(`href="/${slug}/products/${id}"`);
    expect((await visit(`/${slug}/products/${products[0]!.id}`)).text).toContain(products[0]!.description);
    expect((await visit(`/${slug}/products/nothing`)).status).toBe(404);
    expect((await visit('/')).text).toContain(`href="/${slug}"`);
    const icon = /rel="icon" href="data:image\/svg\+xml,([^"]+)"/.exec(text)?.[1] ?? '';
    expect(decodeURIComponent(icon)).toMatch(/^<svg .*fill="hsl\(\d+ .*<\/svg>$/);
  },
);

test('prices are written as people write them', async () => {
  expect((await visit('/cascade')).text).toContain('$129.00');
  expect((await visit('/lindenhof')).text).toContain('€28.00');
  expect((await visit('/hoshino')).text).toContain('¥1,944');
});

describe('the order list', () => {
  test('shows an order and the buttons its state allows', async () => {
    const order = await hub.order({ 'ember-stove': 2 }, { address });
    const buttons = async () => {
      const { text } = await visit('/cascade/admin');
      return [...text.matchAll(/orders\/[\w-]+\/(\w+)"/g)].map(([, action]) => action);
    };
    expect((await visit('/cascade/admin')).text).toContain('2 × Ember Canister Stove');
    expect(await buttons()).toEqual(['cancel']);
    await hub.pay(order);
    expect(await buttons()).toEqual(['ship', 'refund', 'discount', 'cancel']);
    expect((await press(`/cascade/admin/orders/${order.id}/ship`)).status).toBe(303);
    expect(await buttons()).toEqual(['deliver', 'refund', 'discount']);
    await press(`/cascade/admin/orders/${order.id}/deliver`);
    expect((await press(`/cascade/admin/orders/${order.id}/refund`)).status).toBe(303);
    // Pressed again on a page that still shows it.
    expect((await press(`/cascade/admin/orders/${order.id}/refund`)).status).toBe(409);
    expect(await buttons()).toEqual([]);
    expect(await read(order)).toMatchObject({
      status: 'completed',
      refunds: [{ amount: order.totals.total }],
    });
  });

  test('a button pressed too late changes nothing', async () => {
    const order = await hub.order({ 'ember-stove': 1 }, { address });
    expect((await press(`/cascade/admin/orders/${order.id}/ship`)).status).toBe(409);
    expect(await read(order)).toEqual(order);
  });

  test('a button on somebody else’s page does nothing', async () => {
    const order = await hub.order({ 'ember-stove': 1 }, { address });
    const path = `/cascade/admin/orders/${order.id}/cancel`;
    expect((await press(path, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(await read(order)).toEqual(order);
    expect((await press(path, { 'sec-fetch-site': 'same-origin' })).status).toBe(303);
  });

  test('what buyers write is shown, not obeyed', async () => {
    const quote = await hub.quote({ 'ember-stove': 1 }, { address });
    await hub.place(quote, {
      note: '<script>alert(1)</script>',
      buyer: { name: '<b>"x"', email: 'a@b.example' },
    });
    const { text } = await visit('/cascade/admin');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).not.toContain('<b>');
  });

  test('tells open pages of every change', async () => {
    const response = await fetch(`${running.url}/cascade/admin/live`);
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    await reader.read();
    await hub.order({ 'ember-stove': 1 }, { address });
    expect((await reader.read()).value).toContain('event: order');
    await reader.cancel();
  });
});

describe('finishing by oneself', () => {
  const handOff = async (quoteId: string): Promise<string> => {
    const { status, body } = await hub.send('POST', `/quotes/${quoteId}/hand-off`);
    expect(status).toBe(200);
    return new URL(body.url).pathname;
  };

  test('a quote becomes an order, once', async () => {
    const quote = await hub.quote({ 'ember-stove': 1 }, { address });
    const path = await handOff(quote.quote_id);
    expect((await visit(path)).text).toContain('548 Market St');
    const form = {
      name: 'Ada',
      email: 'ada@example.com',
      expected_total: String(quote.totals.total),
      ...{
        line_one: '548 Market St',
        city: 'San Francisco',
        state: 'CA',
        postal_code: '94104',
        country: 'US',
      },
    };
    for (let time = 0; time < 2; time += 1) {
      const done = await press(path, {}, form);
      expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('CO-10001')]);
    }
    expect(await running.store.backOffice('cascade').orders()).toMatchObject([
      { status: 'confirmed', payment: { provider: 'invoice', amount: quote.totals.total } },
    ]);
  });

  test('a price that changed meanwhile, or a field left out, is shown again', async () => {
    const quote = await hub.quote({ 'cascade-loop-maps': 1 });
    const path = await handOff(quote.quote_id);
    const form = { name: 'Ada', email: 'ada@example.com', expected_total: '1' };
    expect(await (await press(path, {}, form)).text()).toContain('The total is now 1200, not 1');
    const nameless = await press(path, {}, { email: 'ada@example.com', expected_total: '1200' });
    expect([nameless.status, await nameless.text()]).toEqual([
      409,
      expect.stringContaining('check the field “name”'),
    ]);
  });

  test('an expired quote has no page', async () => {
    const quote = await hub.quote({ 'ember-stove': 1 });
    const path = await handOff(quote.quote_id);
    running.clock.forward(31);
    expect((await visit(path)).status).toBe(410);
    expect((await hub.send('POST', `/quotes/${quote.quote_id}/hand-off`)).status).toBe(410);
  });
});
