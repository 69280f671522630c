import type { Connector } from '@acp-hub/connector';
import { woocommerceCompanionConnector, woocommerceConnector } from '@acp-hub/connector-woocommerce';
import { canvasAndCo, createFakeWooCommerce, type FakeWooCommerce } from '@acp-hub/fake-woocommerce';
import { agentOf, hubWorld, payWith } from '../support/hub-world';

const SECRET = 'a-secret-of-shop-and-hub-for-the-companion';
const [key] = canvasAndCo.keys;

const inCalifornia = {
  name: 'Ada Lovelace',
  address: {
    name: 'Ada Lovelace',
    line_one: '1 Main St',
    city: 'San Francisco',
    state: 'CA',
    country: 'US',
    postal_code: '94105',
  },
};
const inNewYork = {
  ...inCalifornia,
  address: { ...inCalifornia.address, city: 'New York', state: 'NY', postal_code: '10118' },
};
/** Enough of them to be sent for free, so that there is an option to choose. */
const line_items = [
  { id: '10', quantity: 2 },
  { id: '18', quantity: 1 },
];
const buyer = { first_name: 'Ada', last_name: 'Lovelace', email: 'ada@example.com' };

const kinds = {
  plain: woocommerceConnector as unknown as Connector,
  companion: woocommerceCompanionConnector as unknown as Connector,
};
type Kind = keyof typeof kinds;

/** What each operation may take. */
const budget: Readonly<Record<string, Readonly<Record<Kind, number>>>> = {
  // With three for the shop's settings.
  'create, the first in six hours': { plain: 5, companion: 5 },
  'create without address': { plain: 2, companion: 2 },
  'create with address and coupon': { plain: 2, companion: 2 },
  get: { plain: 0, companion: 0 },
  'choosing an option': { plain: 1, companion: 1 },
  'changing the address': { plain: 1, companion: 1 },
  complete: { plain: 5, companion: 3 },
};

const used = new Map<string, Partial<Record<Kind, number>>>();
afterAll(() => {
  const rows = Object.entries(budget).map(([operation, most]) => {
    const { plain, companion } = used.get(operation) ?? {};
    return [operation, `${plain} of ${most.plain}`, `${companion} of ${most.companion}`];
  });
  const table = [['operation', 'plain', 'companion'], ...rows].map(([operation, ...cells]) =>
    [operation!.padEnd(32), ...cells.map((cell) => cell.padEnd(10))].join('').trimEnd(),
  );
  process.stdout.write(`\nHTTP calls to the shop per operation of ACP\n${table.join('\n')}\n`);
});

describe.each(Object.entries(kinds) as [Kind, Connector][])('a WooCommerce shop, %s', (kind, connector) => {
  let world: Awaited<ReturnType<typeof hubWorld>>;
  let shop: FakeWooCommerce;
  let agent: ReturnType<typeof agentOf>;

  beforeAll(async () => {
    shop = await createFakeWooCommerce({ shop: { ...canvasAndCo, companion: { secret: SECRET } } });
    // Without workers, which poll the shop besides.
    world = await hubWorld({ connector, environment: { HUB_ROLE: 'serve' } });
    const { tenantId } = await world.provision.tenant('canvas', {
      links: [{ type: 'terms_of_use', url: 'https://shop.example/terms' }],
    });
    const { connectionId } = await world.provision.connection({
      ...{ tenantId, name: 'canvas', mode: 'test', connector: connector.id, currency: 'USD' },
      config: {
        url: await shop.listen(),
        consumer_key: key!.consumer_key,
        consumer_secret: key!.consumer_secret,
        ...(kind === 'companion' && { companion_secret: SECRET }),
      },
      paymentProvider: 'sandbox',
      paymentConfig: { baseUrl: world.pspUrl, apiKey: 'sk_sandbox_canvas', merchantId: 'acct_canvas' },
      refunds: 'follow_platform',
    });
    const { token } = await world.provision.agent({
      ...{ tenantId, connectionId, name: 'agent', profile: 'spec', mode: 'test' },
    });
    agent = agentOf(world.baseUrl, token);
  }, 60_000);
  afterAll(async () => {
    await world.close();
    await shop.close();
  });

  /** Notes the calls that the shop had got when the answer was there. */
  async function count<T>(operation: string, work: () => Promise<T>): Promise<T> {
    shop.journal.clear();
    const value = await work();
    used.set(operation, { ...used.get(operation), [kind]: shop.journal.entries().length });
    return value;
  }

  test('gets no more calls than each operation may take', async () => {
    const bare = { line_items, currency: 'usd', capabilities: {} };
    await count('create, the first in six hours', () => agent.post('/checkout_sessions', bare));
    await count('create without address', () => agent.post('/checkout_sessions', bare));
    const full = { ...bare, buyer, fulfillment_details: inCalifornia, discounts: { codes: ['SAVE10'] } };
    const created = await count('create with address and coupon', () =>
      agent.post('/checkout_sessions', full),
    );
    expect(created).toMatchObject({ status: 201, json: { discounts: { applied: [{ code: 'SAVE10' }] } } });
    const path = `/checkout_sessions/${created.json.id}`;
    await count('get', () => agent.get(path));
    const [, free] = created.json.fulfillment_options as { id: string; type: string }[];
    const chosen = await count('choosing an option', () =>
      agent.post(path, {
        selected_fulfillment_options: [{ type: free!.type, option_id: free!.id, item_ids: ['10', '18'] }],
      }),
    );
    expect(chosen.json.selected_fulfillment_options).toMatchObject([{ option_id: free!.id }]);
    const moved = await count('changing the address', () =>
      agent.post(path, { fulfillment_details: inNewYork }),
    );
    expect(moved.json.fulfillment_details.address.state).toBe('NY');
    const completed = await count('complete', () =>
      agent.post(`${path}/complete`, payWith('tok_sandbox_ok')),
    );
    expect(completed).toMatchObject({ status: 200, json: { status: 'completed' } });
    for (const [operation, most] of Object.entries(budget))
      expect([operation, used.get(operation)?.[kind]]).toEqual([operation, most[kind]]);
  });
});
