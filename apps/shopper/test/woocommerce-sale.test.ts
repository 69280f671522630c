import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connector } from '@acp-hub/connector';
import { woocommerceCompanionConnector, woocommerceConnector } from '@acp-hub/connector-woocommerce';
import { canvasAndCo, createFakeWooCommerce } from '@acp-hub/fake-woocommerce';
import { agentOf, hubWorld } from '../../hub/test/support/hub-world';
import { openJournal, startInbox } from '../src';
import { createProgram } from '../src/program';
import { startProxy } from './support/proxy';

const SECRET = 'a-secret-of-shop-and-hub-for-the-companion';
const [key] = canvasAndCo.keys;
const VARIATION = '18';

/**
 * Two tees at 14.99 (on sale), ten percent off, in New York, which taxes 8.875% of the goods and of the delivery.
 * Worked out by hand: 29.98 less 2.998; 26.98 × 0.08875 = 2.394 and 5.99 × 0.08875 = 0.532, each rounded by itself.
 */
const sale = { goods: 2998, discount: 300, delivery: 599, tax: 239 + 53, total: 2998 - 300 + 599 + 292 };
const address = {
  name: 'Ada Fields',
  line_one: '350 5th Ave',
  city: 'New York',
  state: 'NY',
  country: 'US',
  postal_code: '10118',
};

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Hub, shop, payment service and inbox, each over HTTP, and a demo file that tells of them. */
async function world(connector: Connector<never>) {
  const shop = await createFakeWooCommerce({ shop: { ...canvasAndCo, companion: { secret: SECRET } } });
  const shopUrl = await shop.listen();
  const folder = mkdtempSync(join(tmpdir(), 'sale-'));
  const journal = await openJournal(join(folder, 'inbox.jsonl'));
  const inbox = await startInbox(0, journal, () => undefined);
  const entrance = await startProxy();
  const hub = await hubWorld({
    connector,
    environment: { HUB_BASE_URL: entrance.url },
  });
  entrance.forwardTo(hub.baseUrl);
  closing.push(
    () => journal.close(),
    () => inbox.close(),
    () => shop.close(),
    () => hub.close(),
    () => entrance.close(),
  );
  const { tenantId } = await hub.provision.tenant('canvas', {
    links: [{ type: 'terms_of_use', url: `${shopUrl}/terms` }],
  });
  const { connectionId } = await hub.provision.connection({
    tenantId,
    name: 'canvas',
    mode: 'test',
    connector: connector.id,
    config: {
      url: shopUrl,
      consumer_key: key?.consumer_key,
      consumer_secret: key?.consumer_secret,
      ...(connector.capabilities.placement === 'final' && { companion_secret: SECRET }),
    },
    paymentProvider: 'sandbox',
    paymentConfig: { baseUrl: hub.pspUrl, apiKey: 'sk_sandbox_canvas', merchantId: 'acct_canvas' },
    currency: 'USD',
    refunds: 'follow_platform',
  });
  const webhook = { url: `http://127.0.0.1:${inbox.port}/webhooks/spec`, secret: 'whsec_of_the_agent' };
  const { token } = await hub.provision.agent({
    ...{ tenantId, connectionId, name: 'spec', profile: 'spec', mode: 'test', webhook },
  });
  const demoFile = join(folder, 'demo.json');
  const demo = {
    base_url: entrance.url,
    currency: 'USD',
    agents: [{ name: 'spec', profile: 'spec', token }],
    items: { in_stock: '10', out_of_stock: '12', variant: VARIATION },
    coupons: { valid: 'save10' },
    address,
    payment_tokens: { ok: 'tok_sandbox_ok' },
    webhooks: { received_url: `http://127.0.0.1:${inbox.port}/received` },
  };
  writeFileSync(demoFile, JSON.stringify(demo));
  return { hub, shopUrl, demoFile, agent: agentOf(hub.baseUrl, token) };
}

async function shopper(demoFile: string, ...words: string[]) {
  const said: string[] = [];
  let code: number | undefined;
  const program = createProgram(
    { demoFile, schemas: '/nowhere' },
    { out: (line) => said.push(line), err: (line) => said.push(line), exit: (one) => (code = one) },
  );
  await program.parseAsync(['node', 'shopper', 'buy', ...words]);
  return { code, said: said.join('\n') };
}

const minor = (decimal: string): number => Math.round(Number(decimal) * 100);

async function booksOf(shopUrl: string) {
  const basic = Buffer.from(`${key?.consumer_key}:${key?.consumer_secret}`).toString('base64');
  const headers = { authorization: `Basic ${basic}`, 'x-forwarded-proto': 'https' };
  const answer = await fetch(`${shopUrl}/wp-json/wc/v3/orders?status=any`, { headers });
  return JSON.parse(await answer.text());
}

const byType = (totals: readonly { readonly type: string; readonly amount: number }[]) =>
  Object.fromEntries(totals.map(({ type, amount }) => [type, amount]));

describe.each([
  ['held', woocommerceConnector as unknown as Connector<never>],
  ['the companion plugin’s', woocommerceCompanionConnector as unknown as Connector<never>],
])('a sale from a WooCommerce shop, its order %s', (_placement, connector) => {
  test('of a variation with a coupon and taxed delivery is the same to the cent on every side', async () => {
    const { hub, shopUrl, demoFile, agent } = await world(connector);
    const words = ['--item', 'variant', '--quantity', '2', '--coupon', 'valid', '--json'];
    const { code, said } = await shopper(demoFile, ...words);
    expect([code, said]).toEqual([0, expect.stringContaining('"outcome":"bought"')]);
    const bought = JSON.parse(said);
    expect(bought).toMatchObject({ currency: 'USD', total: sale.total });

    // What the agent sees: the checkout, the order, and the news of it.
    const session = (await agent.get(`/checkout_sessions/${bought.session_id}`)).json;
    const order = (await agent.get(`/orders/${bought.order_id}`)).json;
    const agentsTotals = {
      items_base_amount: sale.goods,
      items_discount: sale.discount,
      fulfillment: sale.delivery,
      tax: sale.tax,
      total: sale.total,
    };
    for (const totals of [session.totals, order.totals, bought.webhooks[0].data.totals])
      expect(byType(totals)).toMatchObject(agentsTotals);
    expect(session).toMatchObject({
      status: 'completed',
      line_items: [{ item: { id: VARIATION, unit_amount: 1499 }, quantity: 2 }],
      discounts: { applied: [{ code: 'save10', amount: sale.discount }] },
    });
    expect(order.line_items).toMatchObject([{ quantity: { ordered: 2 }, unit_price: 1499 }]);
    const [agentsLine] = session.line_items;
    expect(byType(agentsLine.totals)).toMatchObject({
      items_base_amount: sale.goods,
      discount: sale.discount,
      total: sale.total - sale.delivery - 53,
    });

    // What the hub has written down.
    const ledger = await hub.database.backDoor.query(
      `SELECT kind, amount::float8 AS amount, currency FROM hub.money_movements
       WHERE session_id = $1 ORDER BY kind`,
      [bought.session_id],
    );
    expect(ledger.rows).toEqual([
      { kind: 'authorization', amount: sale.total, currency: 'USD' },
      { kind: 'capture', amount: sale.total, currency: 'USD' },
    ]);

    // What the shop has.
    const [booked, ...others] = await booksOf(shopUrl);
    expect(others).toEqual([]);
    const [payment, ...more] = hub.psp.payments();
    expect(more).toEqual([]);
    expect(booked).toMatchObject({
      number: order.order_number,
      status: 'processing',
      date_paid: expect.any(String),
      currency: 'USD',
      line_items: [{ variation_id: Number(VARIATION), quantity: 2 }],
      coupon_lines: [{ code: 'save10' }],
    });
    const [line] = booked.line_items;
    expect({
      goods: minor(line.subtotal),
      discount: minor(booked.discount_total),
      delivery: minor(booked.shipping_total),
      tax: minor(booked.total_tax),
      total: minor(booked.total),
    }).toEqual(sale);
    expect(minor(line.total)).toBe(sale.goods - sale.discount);

    // What the payment service took.
    expect(payment).toMatchObject({ status: 'captured', captured: sale.total, refunded: 0 });
    expect(booked.transaction_id).toBe(payment?.id);
  }, 60_000);
});
