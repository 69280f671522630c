import { GetOrderPage } from '../../src/orders/get-order-page';
import { OrderPageController } from '../../src/orders/order-page.controller';
import { TakeInSnapshot } from '../../src/orders/take-in-snapshot';
import { browserIsInstalled, openBrowser } from '../support/browser';
import { listen } from '../support/http-app';
import { openOrderWorld, shipped, type OrderWorld, type SampleTenant } from '../support/order-world';

let world: OrderWorld;
let tenant: SampleTenant;
let server: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  world = await openOrderWorld();
  tenant = await world.addTenant({ name: 'Tom & Jerry’s <Shop>' });
  server = await listen({
    controllers: [OrderPageController],
    providers: [{ provide: GetOrderPage, useFactory: () => new GetOrderPage(world.orders) }],
  });
}, 60_000);
afterAll(async () => {
  await server.app.close();
  await world.close();
});

const get = async (token: string) => {
  const response = await fetch(`${server.baseUrl}/o/${token}`);
  return { status: response.status, headers: response.headers, text: await response.text() };
};

test('the page shows number, lines, status and tracking, and nothing of the buyer', async () => {
  const order = await world.placeOrder(tenant, '1001');
  await new TakeInSnapshot(world.orders, { nudge: () => undefined }, world.clock).execute(
    { ...tenant, platformOrderId: '1001' },
    shipped('1001'),
  );
  const { status, text } = await get(order.permalinkUrl.split('/o/')[1]!);
  expect(status).toBe(200);
  for (const shown of ['Order N-1001', '25.00 USD', '20.00 USD', 'UPS', '1Z999', 'help@acme.example']) {
    expect(text).toContain(shown);
  }
  expect(text).toContain('<a href="https://track.example/1Z999" rel="noopener noreferrer">');
  for (const hidden of ['ada@example.com', 'Lovelace', 'Analytical']) expect(text).not.toContain(hidden);
});

test('what comes from merchant and platform is text, never markup', async () => {
  const order = await world.placeOrder(tenant, '1002');
  const hostile = shipped('1002');
  await new TakeInSnapshot(world.orders, { nudge: () => undefined }, world.clock).execute(
    { ...tenant, platformOrderId: '1002' },
    {
      ...hostile,
      shipments: hostile.shipments.map((shipment) => ({
        ...shipment,
        carrier: '<script>alert(1)</script>',
        trackingUrl: 'javascript:alert(1)',
      })),
    },
  );
  const { text } = await get(order.permalinkUrl.split('/o/')[1]!);
  expect(text).toContain('Mug &lt;large&gt; &amp; &quot;blue&quot;');
  expect(text).toContain('Tom &amp; Jerry’s &lt;Shop&gt;');
  expect(text).toContain('&lt;script&gt;');
  expect(text).not.toMatch(/<script|javascript:/);
});

test('the page loads nothing, runs nothing, and is not to be found or kept', async () => {
  const order = await world.placeOrder(tenant, '1003');
  const { headers, text } = await get(order.permalinkUrl.split('/o/')[1]!);
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /);
  expect(headers.get('content-security-policy')).not.toContain('unsafe');
  expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
  expect(headers.get('cache-control')).toBe('private, no-store');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(text).toMatch(/<html lang="en">/);
  expect(text).not.toMatch(/\b(src|srcset)=|<link/);
});

test('an unknown link gets a friendly page under the same rules', async () => {
  const { status, headers, text } = await get('x'.repeat(43));
  expect(status).toBe(404);
  expect(headers.get('content-type')).toContain('text/html');
  expect(headers.get('x-robots-tag')).toBe('noindex, nofollow');
  expect(text).toContain('ask the shop');
});

const inBrowser = browserIsInstalled ? test : test.skip;

inBrowser(
  'a browser shows the page with its own style (Chromium is not installed)',
  async () => {
    const order = await world.placeOrder(tenant, '1004');
    const browser = await openBrowser();
    try {
      const page = await browser.newPage();
      const refused: string[] = [];
      page.on('console', (message) => refused.push(message.text()));
      await page.goto(`${server.baseUrl}/o/${order.permalinkUrl.split('/o/')[1]!}`);
      expect(await page.locator('h1').textContent()).toBe('Order N-1004');
      const aligned = await page.evaluate("getComputedStyle(document.querySelector('td.amount')).textAlign");
      expect({ aligned, refused }).toEqual({ aligned: 'end', refused: [] });
    } finally {
      await browser.close();
    }
  },
  60_000,
);
