import { woocommerceConnector } from '@acp-hub/connector-woocommerce';
import { canvasAndCo, createFakeWooCommerce, type FakeWooCommerce } from '@acp-hub/fake-woocommerce';
import { startHttpsFront, type HttpsFront } from '../support/https-front';
import { hubWorld } from '../support/hub-world';
import { commandLineOf } from '../support/operator';

let front: HttpsFront;
let world: Awaited<ReturnType<typeof hubWorld>>;
let shop: FakeWooCommerce;
let shopUrl: string;
let hub: ReturnType<typeof commandLineOf>;

let account: string;
const [key] = canvasAndCo.keys;

beforeAll(async () => {
  front = await startHttpsFront();
  const environment = { HUB_BASE_URL: front.url };
  world = await hubWorld({ connector: woocommerceConnector, environment });
  account = JSON.stringify({ baseUrl: world.pspUrl, apiKey: 'sk_sandbox_a', merchantId: 'acct_a' });
  front.forwardTo(world.baseUrl);
  hub = commandLineOf(world.database, environment);
  await hub(['tenant', 'add', '--name', 'Canvas']);
}, 60_000);
beforeEach(async () => {
  shop = await createFakeWooCommerce({ shop: canvasAndCo });
  shopUrl = await shop.listen();
});
afterEach(() => shop.close());
afterAll(async () => {
  await world.close();
  await front.close();
});

let count = 0;
async function connect(currency: string, config: object): Promise<string> {
  const added = await hub([
    ...['connection', 'add', '--name', `shop-${(count += 1)}`, '--currency', currency, '--json'],
    ...['--connector', 'woocommerce', '--config', JSON.stringify({ url: shopUrl, ...config })],
    ...['--payment-config', account],
  ]);
  return added.json().connection_id;
}

/** The merchant at the shop's page, who clicks a button. */
async function decide(page: string, button: 'approve' | 'deny'): Promise<Response> {
  const html = await (await fetch(page)).text();
  const link = new RegExp(`href="([^"]+)" class="[^"]*wc-auth-${button}"`).exec(html)?.[1] ?? '';
  return fetch(new URL(link.replaceAll('&amp;', '&'), page), { redirect: 'manual' });
}

const check = async (connection: string) => {
  const { code, json } = await hub(['connection', 'check', connection, '--json']);
  const { ok, findings } = json() as { ok: boolean; findings: { code: string; message: string }[] };
  return { code, ok, findings: findings.filter((finding) => finding.code !== 'plain_http') };
};

test('a merchant who agrees on the shop’s page lets the hub in, with a key that works', async () => {
  const connection = await connect('USD', {});
  expect((await check(connection)).findings).toMatchObject([{ code: 'credentials_rejected' }]);

  const asked = await hub([
    'connection',
    'consent',
    connection,
    '--return-url',
    'https://hub.example/done',
    '--json',
  ]);
  const answer = await decide(asked.json().url, 'approve');

  expect([answer.status, answer.headers.get('location')]).toEqual([
    302,
    expect.stringMatching(/^https:\/\/hub\.example\/done\?success=1&user_id=\d{13}\./),
  ]);
  expect([...shop.books.keys.values()]).toMatchObject([{ permissions: 'read_write' }]);
  expect(await check(connection)).toEqual({ code: 0, ok: true, findings: [] });
});

test('a merchant who does not agree keeps the hub out', async () => {
  const connection = await connect('USD', {});
  const back = `${shopUrl}/back`;
  const asked = await hub(['connection', 'consent', connection, '--return-url', back, '--json']);
  const page = new URL(asked.json().url);
  expect(page.origin + page.pathname).toBe(`${shopUrl}/wc-auth/v1/authorize`);
  expect(Object.fromEntries(page.searchParams)).toEqual({
    app_name: 'ACP Hub',
    scope: 'read_write',
    user_id: expect.stringMatching(/^\d{13}\.[\w-]{43}$/),
    return_url: back,
    callback_url: expect.stringMatching(new RegExp(`^${front.url}/ingress/`)),
  });

  const answer = await decide(page.href, 'deny');

  expect(answer.url).toContain(`${back}?success=0`);
  expect([...shop.books.keys.values()]).toEqual([]);
  expect((await check(connection)).findings).toMatchObject([{ code: 'credentials_rejected' }]);
});

test('a connection in another currency than the shop’s is told', async () => {
  const connection = await connect('EUR', {
    consumer_key: key?.consumer_key,
    consumer_secret: key?.consumer_secret,
  });
  expect(await check(connection)).toEqual({
    code: 1,
    ok: false,
    findings: [
      {
        severity: 'error',
        code: 'wrong_currency',
        message:
          'The shop sells in USD, and the connection is for EUR: every quote will be refused. Add a connection in the shop’s currency.',
      },
    ],
  });
});
