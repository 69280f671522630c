import { createHmac } from 'node:crypto';
import { checkShop } from '../src/checking/check-shop';
import { registerWebhooks } from '../src/webhooks/register';
import { listOrders } from '../src/orders/list-orders';
import { startTape, type Asked, type Tape, type Told } from './support/tape';

const cart = {
  items: [],
  coupons: [],
  totals: {
    total_shipping: null,
    total_shipping_tax: null,
    total_price: '0',
    currency_code: 'USD',
    currency_minor_unit: 2,
  },
  shipping_address: {},
  needs_shipping: false,
  shipping_rates: [],
};

const refuse = (status: number, code: string, message: string): Told => ({
  status,
  body: { code, message, data: { status } },
});

const settings = (values: Readonly<Record<string, string>>): Told => ({
  body: Object.entries(values).map(([id, value]) => ({ id: `woocommerce_${id}`, value })),
});

const general = { currency: 'USD', price_num_decimals: '2', calc_taxes: 'yes', enable_coupons: 'yes' };
const namespaces = ['wc/v3', 'wc/store/v1', 'wp/v2'];

/** A shop with nothing wrong, by the paths that are asked. */
const healthy: Readonly<Record<string, Told>> = {
  '': { body: { name: 'Atlas', namespaces } },
  'wc/store/v1/cart': { headers: { 'cart-token': 't' }, body: cart },
  'wc/v3/system_status': { body: { environment: { version: '10.0.2' } } },
  'wc/v3/orders/0': refuse(400, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.'),
  'wc/v3/settings/general': settings(general),
  'wc/v3/settings/tax': settings({ tax_display_cart: 'excl', prices_include_tax: 'no' }),
  'wc/v3/settings/products': settings({}),
  'wc/v3/taxes': { body: [{ id: 1 }] },
  'wc/v3/shipping/zones': {
    body: [
      { id: 0, name: 'Rest' },
      { id: 1, name: 'US' },
    ],
  },
  'wc/v3/shipping/zones/0/methods': { body: [] },
  'wc/v3/shipping/zones/1/methods': { body: [{ enabled: true }] },
};

const shopWith =
  (other: Readonly<Record<string, Told>>) =>
  ({ path }: Asked): Told | undefined =>
    ({ ...healthy, ...other })[path];

let tape: Tape | undefined;
afterEach(async () => {
  await tape?.stop();
  tape = undefined;
});

const check = async (other: Readonly<Record<string, Told>>, companionSecret?: string) => {
  tape = await startTape(shopWith(other), { ...(companionSecret !== undefined && { companionSecret }) });
  const report = await checkShop(tape.shop);
  const codes = report.findings.map(({ severity, code }) => `${severity} ${code}`);
  return { ...report, codes: codes.filter((code) => code !== 'warning plain_http') };
};

test('a healthy shop is healthy, and says what it is', async () => {
  expect(await check({})).toMatchObject({
    ok: true,
    codes: [],
    facts: { name: 'Atlas', currency: 'USD', pricesIncludeTax: false },
  });
});

test('an address without TLS is told', async () => {
  const { findings } = await check({});
  expect(findings).toMatchObject([{ severity: 'warning', code: 'plain_http' }]);
});

const secret = 'x'.repeat(32);
const wrong: Readonly<Record<string, [Readonly<Record<string, Told>>, string]>> = {
  'plain permalinks': [{ '': { status: 404, body: '<html>Not found' } }, 'error permalinks'],
  'a page in front of WordPress': [{ '': { body: '<html>Coming soon' } }, 'error permalinks'],
  'a redirect': [{ '': { status: 301, headers: { location: '/' }, body: '' } }, 'error not_woocommerce'],
  'WordPress without WooCommerce': [
    { '': { body: { name: 'Blog', namespaces: ['wp/v2'] } } },
    'error woocommerce_missing',
  ],
  'a hidden Store API': [{ '': { body: { name: 'A', namespaces: ['wc/v3'] } } }, 'error store_api_missing'],
  'an old WooCommerce': [
    { 'wc/v3/system_status': { body: { environment: { version: '9.8.5' } } } },
    'error version_too_old',
  ],
  'a wrong key': [
    { 'wc/v3/system_status': refuse(401, 'woocommerce_rest_cannot_view', 'Sorry') },
    'error credentials_rejected',
  ],
  'a key that may only read': [
    {
      'wc/v3/orders/0': refuse(
        401,
        'woocommerce_rest_authentication_error',
        'The API key provided does not have write permissions.',
      ),
    },
    'error key_cannot_write',
  ],
  'more decimals than the currency has': [
    { 'wc/v3/settings/general': settings({ ...general, currency: 'JPY' }) },
    'error currency_decimals',
  ],
  'fewer decimals than the currency has': [
    { 'wc/v3/settings/general': settings({ ...general, price_num_decimals: '0' }) },
    'warning currency_decimals',
  ],
  'a currency that is none': [
    { 'wc/v3/settings/general': settings({ ...general, currency: 'GOLD' }) },
    'error not_woocommerce',
  ],
  'tax switched off': [
    { 'wc/v3/settings/general': settings({ ...general, calc_taxes: 'no' }) },
    'warning no_tax',
  ],
  'no tax rates': [{ 'wc/v3/taxes': { body: [] } }, 'warning no_tax_rates'],
  'prices shown otherwise than entered': [
    { 'wc/v3/settings/tax': settings({ tax_display_cart: 'incl', prices_include_tax: 'no' }) },
    'warning prices_shown_otherwise',
  ],
  'coupons switched off': [
    { 'wc/v3/settings/general': settings({ ...general, enable_coupons: 'no' }) },
    'warning coupons_off',
  ],
  'no shipping at all': [{ 'wc/v3/shipping/zones/1/methods': { body: [] } }, 'warning no_shipping'],
  'a zone that ships nowhere': [
    {
      'wc/v3/shipping/zones': {
        body: [
          { id: 1, name: 'US' },
          { id: 2, name: 'Moon' },
        ],
      },
      'wc/v3/shipping/zones/2/methods': { body: [{ enabled: false }] },
    },
    'warning zone_ships_nowhere',
  ],
  'a companion plugin that is not used': [
    { '': { body: { name: 'A', namespaces: [...namespaces, 'wc-acp-hub/v1'] } } },
    'warning companion_unused',
  ],
};

test.each(Object.entries(wrong))('%s is told', async (_name, [other, expected]) => {
  const report = await check(other);
  expect(report.codes).toEqual([expected]);
  expect(report.ok).toBe(expected.startsWith('warning'));
  for (const { message } of report.findings) expect(message.length).toBeGreaterThan(20);
});

describe('where the companion plugin is to place the orders', () => {
  const there = { '': { body: { name: 'A', namespaces: [...namespaces, 'wc-acp-hub/v1'] } } };

  test('its absence is told', async () =>
    expect((await check({}, secret)).codes).toEqual(['error companion_missing']));

  test.each([
    ['of one secret', secret, true, []],
    ['of another secret', 'y'.repeat(32), true, ['error companion_secret']],
    ['switched off', secret, false, ['error companion_off']],
  ])('a plugin %s is told apart', async (_name, itsSecret, enabled, codes) => {
    tape = await startTape(
      (asked) => {
        if (asked.path !== 'wc-acp-hub/v1/status') return shopWith(there)(asked);
        const challenge = asked.query.get('challenge') ?? '';
        const proof = createHmac('sha256', itsSecret).update(`status:${challenge}`).digest('hex');
        return { body: { version: '1.0.0', enabled, proof } };
      },
      { companionSecret: secret },
    );
    const { findings } = await checkShop(tape.shop);
    expect(findings.map(({ severity, code }) => `${severity} ${code}`).slice(1)).toEqual(codes);
  });
});

describe('webhooks', () => {
  /** A shop that keeps webhooks, as far as they matter here. */
  const keeper = () => {
    const kept: { id: number; status: string; topic: string; delivery_url: string; secret: string }[] = [];
    const answer = (asked: Asked): Told | undefined => {
      const id = Number(/webhooks\/(\d+)$/.exec(asked.path)?.[1]);
      if (asked.path === 'wc/v3/webhooks' && asked.method === 'POST') {
        kept.push({ id: kept.length + 1, status: 'active', ...asked.body });
        return { status: 201, body: kept.at(-1) };
      }
      if (asked.path === 'wc/v3/webhooks') return { body: kept };
      if (id > 0) return { body: Object.assign(kept[id - 1]!, asked.body) };
      return asked.path === 'wc/v3/orders' ? { body: [] } : shopWith({})(asked);
    };
    return { kept, answer };
  };
  const url = 'https://hub.example/ingress/x';

  test('are registered once, and switched on again', async () => {
    const { kept, answer } = keeper();
    tape = await startTape(answer);
    await registerWebhooks(tape.shop, url);
    const count = kept.length;
    expect(kept.map(({ topic }) => topic)).toEqual(
      expect.arrayContaining(['order.updated', 'order.deleted']),
    );
    kept[0]!.status = 'disabled';
    await registerWebhooks(tape.shop, url);
    expect([kept.length, kept[0]!.status]).toEqual([count, 'active']);
  });

  test('what the shop switched off is told, and switched on again with the polling', async () => {
    const { kept, answer } = keeper();
    let now = new Date('2026-11-25T12:00:00Z');
    tape = await startTape(answer);
    const shop = { ...tape.shop, context: { ...tape.context, clock: { now: () => now } } };
    await registerWebhooks(shop, url);
    kept[0]!.status = 'disabled';
    const codes = async () => (await checkShop(shop)).findings.map(({ code }) => code);
    expect(await codes()).toContain('webhooks_off');
    await listOrders(shop, { updatedSince: '2026-11-25T00:00:00Z' });
    expect(kept[0]!.status).toBe('disabled');
    now = new Date('2026-11-25T13:00:01Z');
    await listOrders(shop, { updatedSince: '2026-11-25T00:00:00Z' });
    expect(kept[0]!.status).toBe('active');
    expect(await codes()).not.toContain('webhooks_off');
    kept.length = 0;
    expect(await codes()).toContain('webhooks_gone');
  });
});
