import type { Connector } from '@acp-hub/connector';
import type { FakeWooCommerce, ShopDefinition } from '@acp-hub/fake-woocommerce';
import { woocommerceCompanionConnector } from '../src';
import { closeStores, openStore, type Choices } from './support/open-store';
import { companionSecretOf, jpy, keysOf, usdNet, withCompanion } from './support/shops';

afterEach(closeStores);

/** What a shop on this machine is told in any case. */
const PLAIN_HTTP =
  'warning plain_http: The address begins with http: keys travel unprotected, and live connections refuse it. Enter the https address.';

async function check(shop: ShopDefinition, choices?: Choices, strike?: (fake: FakeWooCommerce) => void) {
  const { fake, url, store } = await openStore(shop, choices);
  strike?.(fake);
  const { ok, facts, findings } = await store.check();
  const told = findings.map(({ severity, code, message }) => `${severity} ${code}: ${message}`);
  return { ok, facts, told: told.map((words) => words.replaceAll(new URL(url).host, 'shop.example')) };
}

const withSettings = (settings: Readonly<Record<string, string>>, shop = usdNet): ShopDefinition => ({
  ...shop,
  settings: {
    ...shop.settings,
    ...Object.fromEntries(Object.entries(settings).map(([id, value]) => [`woocommerce_${id}`, value])),
  },
});

/** Answers what WordPress says of itself, which is asked for first. */
const front =
  (status: number, headers: Readonly<Record<string, string>>, body: string) => (fake: FakeWooCommerce) =>
    fake.faults.schedule({
      path: '/wp-json/',
      times: 'always',
      effect: { kind: 'answer', status, headers, body },
    });

const html = { 'content-type': 'text/html' };
const [zone] = usdNet.zones!;

test('a healthy shop is told nothing but that this machine has no https, and says what it is', async () => {
  expect(await check(usdNet)).toEqual({
    ok: true,
    facts: { name: 'Shop usd', currency: 'USD', pricesIncludeTax: false },
    told: [PLAIN_HTTP],
  });
});

interface Cause {
  readonly shop?: ShopDefinition;
  readonly choices?: Choices;
  readonly strike?: (fake: FakeWooCommerce) => void;
  readonly told: string;
}

/** One thing wrong at a time, and the words that a merchant reads. */
const causes: Readonly<Record<string, Cause>> = {
  'http instead of https, which the shop redirects': {
    strike: front(301, { location: 'https://shop.example/wp-json/' }, ''),
    told: 'error redirected: The address sends on to another one, and the hub does not follow with a key: enter the address that a browser ends up at, beginning with https.',
  },
  'plain permalinks': {
    shop: { ...usdNet, quirks: { plainPermalinks: true } },
    told: 'error permalinks: WordPress does not answer under /wp-json/: choose anything but "Plain" under Settings → Permalinks, and check that no firewall, login or coming-soon page stands in front of it.',
  },
  'a page in front of WordPress': {
    strike: front(200, html, '<html>Coming soon'),
    told: 'error permalinks: WordPress does not answer under /wp-json/: choose anything but "Plain" under Settings → Permalinks, and check that no firewall, login or coming-soon page stands in front of it.',
  },
  'WordPress without WooCommerce': {
    strike: front(200, {}, JSON.stringify({ name: 'Blog', namespaces: ['wp/v2'] })),
    told: 'error woocommerce_missing: WordPress answers, and WooCommerce is not active on it.',
  },
  'a hidden Store API': {
    strike: front(200, {}, JSON.stringify({ name: 'Shop', namespaces: ['wp/v2', 'wc/v3'] })),
    told: 'error store_api_missing: WooCommerce’s Store API does not answer, by which prices are asked for: a security plugin or an old version hides wc/store/v1.',
  },
  'a version that is too old': {
    shop: { ...usdNet, version: '9.8.5' },
    told: 'error version_too_old: The shop runs WooCommerce 9.8.5; 9.9 or later is needed. Update it under Plugins.',
  },
  'a key that may only read': {
    shop: { ...usdNet, keys: [{ ...keysOf('usd'), permissions: 'read' }] },
    told: 'error key_cannot_write: The key may not change orders: give it the permission Read/Write under WooCommerce → Settings → Advanced → REST API, and a user who manages the shop.',
  },
  'a key that the shop does not know': {
    choices: { config: keysOf('somebody') },
    told: 'error credentials_rejected: The shop does not accept the key: enter consumer key and consumer secret again, or make new ones under WooCommerce → Settings → Advanced → REST API.',
  },
  'no shipping zone': {
    shop: { ...usdNet, zones: [] },
    told: 'warning no_shipping: No shipping zone has a method that is switched on: nothing that must be delivered can be sold. See WooCommerce → Settings → Shipping.',
  },
  'a zone that ships nowhere': {
    shop: { ...usdNet, zones: [...usdNet.zones!, { ...zone!, id: 2, name: 'Islands', methods: [] }] },
    told: 'warning zone_ships_nowhere: The shipping zone "Islands" has no method that is switched on: nothing is delivered there.',
  },
  'no tax': {
    shop: withSettings({ calc_taxes: 'no' }),
    told: 'warning no_tax: Tax is switched off (WooCommerce → Settings → General): orders are taken without any. Switch it on unless you owe none.',
  },
  'tax without rates': {
    shop: { ...usdNet, tax_rates: [] },
    told: 'warning no_tax_rates: Tax is switched on and there are no rates: unless a plugin computes it, orders are taken without. See WooCommerce → Settings → Tax.',
  },
  'prices shown otherwise than they are entered': {
    shop: withSettings({ tax_display_cart: 'incl' }),
    told: 'warning prices_shown_otherwise: Prices are entered without tax and shown with it in the cart: feeds publish them as entered. Make the two agree under WooCommerce → Settings → Tax.',
  },
  'a currency that is none': {
    shop: withSettings({ currency: 'GOLD' }),
    told: 'error misconfigured: The shop’s currency "GOLD" is none of ISO 4217: choose another under WooCommerce → Settings → General.',
  },
  'more decimals than the currency has': {
    shop: withSettings({ price_num_decimals: '2' }, jpy),
    choices: { config: keysOf('jpy') },
    told: 'error currency_decimals: JPY has 0 decimals, and the shop counts with 2: set "Number of decimals" under WooCommerce → Settings → General.',
  },
  'fewer decimals than the currency has': {
    shop: withSettings({ price_num_decimals: '0' }),
    told: 'warning currency_decimals: USD has 2 decimals, and the shop counts with 0: set "Number of decimals" under WooCommerce → Settings → General.',
  },
  'coupons switched off': {
    shop: withSettings({ enable_coupons: 'no' }),
    told: 'warning coupons_off: Coupons are switched off: every discount code will be refused.',
  },
  'a companion plugin that is not used': {
    shop: withCompanion(usdNet, 'usd'),
    told: 'warning companion_unused: The companion plugin is installed, and this connection does without it: with the connector woocommerce-companion the shop’s own checkout places the orders.',
  },
};

test.each(Object.entries(causes))('%s is told', async (_name, { shop = usdNet, choices, strike, told }) => {
  const report = await check(shop, choices, strike);
  expect(report.told).toEqual([PLAIN_HTTP, told]);
  expect(report.ok).toBe(told.startsWith('warning'));
});

describe('where the companion plugin is to place the orders', () => {
  const connector = woocommerceCompanionConnector as unknown as Connector<never>;
  const secret = companionSecretOf('usd');
  const companions: Readonly<Record<string, [ShopDefinition['companion'], string]>> = {
    'a plugin that is missing': [
      undefined,
      'error companion_missing: The companion plugin does not answer: install and activate it, or use the connector woocommerce.',
    ],
    'a plugin that is switched off': [
      { secret, enabled: false },
      'error companion_off: Switch ACP Hub on under WooCommerce → Settings → Payments: it takes no orders.',
    ],
    'another secret': [
      { secret: companionSecretOf('another') },
      'error companion_secret: The shop has another shared secret than the hub: enter the same one on both sides.',
    ],
  };

  test.each(Object.entries(companions))('%s is told', async (_name, [companion, told]) => {
    const report = await check({ ...usdNet, ...(companion && { companion }) }, { connector });
    expect(report).toMatchObject({ ok: false, told: [PLAIN_HTTP, told] });
  });

  test('a plugin of the same secret is fine', async () =>
    expect(await check({ ...usdNet, companion: { secret } }, { connector })).toMatchObject({
      ok: true,
      told: [PLAIN_HTTP],
    }));
});
