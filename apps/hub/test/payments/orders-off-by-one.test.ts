import type { Connector } from '@acp-hub/connector';
import { woocommerceCompanionConnector, woocommerceConnector } from '@acp-hub/connector-woocommerce';
import { createFakeWooCommerce, type FakeWooCommerce, type ShopDefinition } from '@acp-hub/fake-woocommerce';
import { agentOf, hubWorld, payWith, sampleCheckout } from '../support/hub-world';

const SECRET = 'a-secret-of-shop-and-hub-for-the-companion';
const key = { consumer_key: 'ck_off_by_one_read_write', consumer_secret: 'cs_off_by_one_read_write' };

interface Money {
  readonly code: string;
  readonly decimals: number;
  readonly price: string;
  readonly delivery: string;
  /** Of two, delivered, in smallest units; worked out by hand. */
  readonly total: number;
}

/** California takes 7.25% of goods and delivery, each rounded by itself. */
const moneys: readonly Money[] = [
  // 3920 and 284.2; 800 and 58.
  { code: 'JPY', decimals: 0, price: '1960', delivery: '800', total: 3920 + 284 + 800 + 58 },
  // 49.98 and 3.62355; 5.99 and 0.434275.
  { code: 'USD', decimals: 2, price: '24.99', delivery: '5.99', total: 4998 + 362 + 599 + 43 },
  // 15.998 and 1.159855; 1.250 and 0.090625.
  { code: 'KWD', decimals: 3, price: '7.999', delivery: '1.250', total: 15998 + 1160 + 1250 + 91 },
];

const shopOf = ({ code, decimals, price, delivery }: Money, ordersOffBy: number): ShopDefinition => ({
  name: `Sells in ${code}`,
  opened: '2026-11-01T08:00:00',
  keys: [{ ...key, permissions: 'read_write' }],
  next_id: 100,
  settings: {
    woocommerce_currency: code,
    woocommerce_price_num_decimals: String(decimals),
    woocommerce_calc_taxes: 'yes',
    woocommerce_default_country: 'US:CA',
  },
  tax_rates: [{ id: 1, country: 'US', state: 'CA', rate: '7.2500', name: 'CA', shipping: true }],
  zones: [
    {
      id: 1,
      name: 'United States',
      locations: [{ code: 'US', type: 'country' }],
      methods: [{ instance_id: 1, method_id: 'flat_rate', title: 'Usual', cost: delivery }],
    },
  ],
  products: [{ id: 10, name: 'Tote', sku: 'T', regular_price: price, stock: 5 }],
  companion: { secret: SECRET },
  quirks: { ordersOffBy },
});

const kinds = [
  ['held', woocommerceConnector as unknown as Connector],
  ['final', woocommerceCompanionConnector as unknown as Connector],
] as const;

describe.each(kinds)('a WooCommerce shop whose orders are %s', (placement, connector) => {
  let world: Awaited<ReturnType<typeof hubWorld>>;
  const shops: FakeWooCommerce[] = [];

  beforeAll(async () => {
    world = await hubWorld({ connector });
  }, 60_000);
  afterAll(async () => {
    for (const shop of shops) await shop.close();
    await world.close();
  });

  async function sellFrom(definition: ShopDefinition, currency: string) {
    const shop = await createFakeWooCommerce({ shop: definition });
    shops.push(shop);
    const name = `shop${shops.length}`;
    const { tenantId } = await world.provision.tenant(name, {
      links: [{ type: 'terms_of_use', url: 'https://shop.example/terms' }],
    });
    const { connectionId } = await world.provision.connection({
      ...{ tenantId, name, mode: 'test', connector: connector.id, currency, refunds: 'follow_platform' },
      config: {
        url: await shop.listen(),
        ...key,
        ...(placement === 'final' && { companion_secret: SECRET }),
      },
      paymentProvider: 'sandbox',
      paymentConfig: { baseUrl: world.pspUrl, apiKey: `sk_sandbox_${name}`, merchantId: `acct_${name}` },
    });
    const { token } = await world.provision.agent({
      ...{ tenantId, connectionId, name: 'agent', profile: 'spec', mode: 'test' },
    });
    const agent = agentOf(world.baseUrl, token);
    const created = await agent.post('/checkout_sessions', {
      ...sampleCheckout,
      line_items: [{ id: '10', quantity: 2 }],
      currency: currency.toLowerCase(),
    });
    const path = `/checkout_sessions/${created.json.id}`;
    const answer = await agent.post(`${path}/complete`, payWith('tok_sandbox_ok'));
    return {
      shop,
      created,
      answer,
      payments: () => world.psp.payments().filter(({ merchant_id }) => merchant_id === `acct_${name}`),
    };
  }

  /** What the shop's books have, in smallest units. */
  const totalsIn = ({ books }: FakeWooCommerce, { decimals }: Money) =>
    [...books.orders.values()].map(({ total, status, paid }) => ({
      total: Math.round(Number(total) * 10 ** decimals),
      status,
      isPaid: paid !== null,
    }));

  test.each(moneys)('is paid what its cart comes to, in $code', async (money) => {
    const { answer, payments, shop } = await sellFrom(shopOf(money, 0), money.code);
    expect(answer).toMatchObject({ status: 200, json: { status: 'completed' } });
    expect(payments()).toMatchObject([{ captured: money.total, currency: money.code }]);
    expect(totalsIn(shop, money)).toEqual([{ total: money.total, status: 'processing', isPaid: true }]);
  });

  test.each(moneys.flatMap((money) => [1, -1].map((off) => ({ ...money, off }))))(
    'is paid nothing for an order that comes out off by $off, in $code',
    async ({ off, ...money }) => {
      const { created, answer, payments, shop } = await sellFrom(shopOf(money, off), money.code);
      expect(created.json.totals).toContainEqual(
        expect.objectContaining({ type: 'total', amount: money.total }),
      );
      expect(answer).toMatchObject({
        status: 200,
        json: {
          status: 'ready_for_payment',
          messages: [{ code: 'conflict', content: 'The store refused the order; nothing was charged.' }],
        },
      });
      // Of a final order the money was authorised first; it is let go of.
      const authorized = placement === 'final' ? [money.total] : [];
      expect(payments().map((payment) => payment.authorized)).toEqual(authorized);
      for (const payment of payments())
        expect(payment).toMatchObject({ status: 'voided', captured: 0, voided: payment.authorized });
      const left = totalsIn(shop, money);
      expect(left.filter(({ isPaid, status }) => isPaid || status !== 'pending')).toEqual([]);
      expect(left.map(({ total }) => total)).toEqual(left.map(() => money.total + off));
      if (placement === 'held') expect(left).toEqual([]);
    },
  );
});
