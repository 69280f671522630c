import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VERSIONS } from '../src';
import { createProgram } from '../src/program';
import { answers, statuses } from './support/meddle';
import { shoppingWorld } from './support/world';

let world: Awaited<ReturnType<typeof shoppingWorld>>;
let demoFile: string;

beforeAll(async () => {
  world = await shoppingWorld();
  demoFile = join(mkdtempSync(join(tmpdir(), 'demo-')), 'demo.json');
  writeFileSync(demoFile, JSON.stringify(demoOf(world.data())));
}, 120_000);

afterAll(() => world.close());

const demoOf = (data: ReturnType<typeof world.data>) => ({
  base_url: data.baseUrl,
  currency: data.currency,
  agents: [{ name: 'spec', profile: 'spec', token: data.token }],
  items: { in_stock: data.items.inStock, out_of_stock: data.items.outOfStock, digital: data.items.digital },
  coupons: data.coupons,
  address: data.address,
  payment_tokens: {
    ok: data.payments.ok,
    declined: data.payments.declined,
    requires_3ds: data.payments.requires3ds,
    timeout: data.payments.timeout,
  },
  webhooks: { received_url: data.inboxUrl },
});

/** Runs the command line in this process. */
async function shopper(...words: string[]) {
  const said: string[] = [];
  const complained: string[] = [];
  let code: number | undefined;
  const program = createProgram(
    { demoFile, schemas: '/nowhere' },
    { out: (line) => said.push(line), err: (line) => complained.push(line), exit: (one) => (code = one) },
  );
  await program.parseAsync(['node', 'shopper', ...words]);
  return { code, said: said.join('\n'), complained: complained.join('\n') };
}

const paidOrders = () => world.hub.psp.payments().filter(({ status }) => status === 'captured').length;

describe('shopper buy', () => {
  it.each(VERSIONS)('buys in %s and hears of it by webhook', async (version) => {
    const before = paidOrders();
    const { code, said } = await shopper(
      'buy',
      '--version',
      version,
      '--webhook-secret',
      world.data().webhookSecret ?? '',
    );
    expect(said).toMatch(/Bought\./);
    expect(said).toMatch(/order_create: the order is /);
    expect(said).toMatch(/signed by the shop/);
    expect(code).toBe(0);
    expect(paidOrders()).toBe(before + 1);
  });

  it('says it all in one line of JSON', async () => {
    const { code, said } = await shopper(
      'buy',
      '--json',
      '--quantity',
      '2',
      '--coupon',
      'valid',
      '--option',
      'fastest',
    );
    expect(code).toBe(0);
    expect(said.split('\n')).toHaveLength(1);
    expect(JSON.parse(said)).toMatchObject({
      outcome: 'bought',
      currency: 'USD',
      webhooks: [{ type: 'order_create', data: { checkout_session_id: expect.any(String) } }],
    });
  });

  it('answers a 3DS challenge', async () => {
    const { code, said } = await shopper('buy', '--payment-token', 'requires_3ds');
    expect(said).toMatch(/3-D Secure/);
    expect(code).toBe(0);
  });

  it.each<[string, string[], RegExp]>([
    ['a decline', ['--payment-token', 'declined'], /payment was declined/],
    ['something sold out', ['--item', 'out_of_stock'], /sold out/],
    ['an unknown item', ['--item', 'no-such-thing'], /invalid_item_id/],
    ['an unknown option', ['--option', 'balloon'], /no option "balloon"; the shop offers/],
    ['a wrong token', ['--token', 'acp_test_wrong'], /does not accept the token/],
  ])('tells of %s, and buys nothing', async (_what, words, text) => {
    const before = paidOrders();
    const { code, said } = await shopper('buy', ...words);
    expect(said).toMatch(/Not bought/);
    expect(said).toMatch(text);
    expect(code).toBe(1);
    expect(paidOrders()).toBe(before);
  });

  it.each<[string, string[], RegExp]>([
    ['a quantity', ['--quantity', '1.5'], /whole number/],
    ['a version', ['--version', '2020-01-01'], /not a version of ACP/],
    ['a wait', ['--wait', 'long'], /numbers of seconds/],
    ['a demo file', ['--demo', '/nowhere/demo.json'], /There is no file/],
  ])('says what is wrong with %s', async (_what, words, text) => {
    const { code, complained } = await shopper('buy', ...words);
    expect(complained).toMatch(text);
    expect(code).toBe(2);
  });

  it('tells of a server that fails, and of a webhook that does not come', async () => {
    world.proxy.meddle(statuses(201, 500));
    expect(await shopper('buy', '--json')).toMatchObject({ code: 3 });
    world.proxy.meddle(answers((body) => (body['id'] = undefined)));
    expect(await shopper('buy', '--json')).toMatchObject({ code: 3 });
    world.proxy.meddle({});
    const elsewhere = await shopper('buy', '--inbox', `${world.data().inboxUrl}?agent=nobody`, '--wait', '0');
    expect(elsewhere.said).toMatch(/no webhook within/);
    expect(elsewhere.code).toBe(4);
  });

  it('shows every exchange on demand, without the token', async () => {
    const { complained } = await shopper('buy', '--verbose', '--json');
    expect(complained).toMatch(/> POST .*\/complete/);
    expect(complained).not.toContain(world.data().token);
  });
});

describe('shopper verify', () => {
  it('prints a table, counts what it cannot check, and says so where the schema files are missing', async () => {
    const url = world.data().baseUrl;
    const { code, said } = await shopper(
      'verify',
      url,
      '--version',
      'all',
      '--only',
      'session.create',
      'schema.create',
    );
    expect(said).toMatch(/5 passed, 0 failed, 5 skipped/);
    expect(said).toMatch(/schema files were not found/);
    expect(code).toBe(0);
  });

  it('fails with the reason, in the table and in JSON', async () => {
    world.proxy.meddle(statuses(201, 200));
    const url = world.data().baseUrl;
    const table = await shopper('verify', url, '--only', 'session.create');
    const json = await shopper('verify', url, '--only', 'session.create', '--json');
    world.proxy.meddle({});
    expect(table.said).toMatch(/✗ session\.create in 2026-04-17.*\n.*expected 201/);
    expect(table.code).toBe(1);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.said)).toMatchObject({
      conformant: false,
      versions: [{ version: '2026-04-17', results: [{ id: 'session.create', outcome: 'failed' }] }],
    });
  });

  it('does not pass where nothing was checked', async () => {
    const { code } = await shopper('verify', world.data().baseUrl, '--only', 'schema');
    expect(code).toBe(1);
    expect(await shopper('verify', world.data().baseUrl, '--only', 'typo')).toMatchObject({ code: 2 });
  });

  it('says what --schemas takes where the folder has none', async () => {
    const { code, complained } = await shopper('verify', world.data().baseUrl, '--schemas', __dirname);
    expect(complained).toMatch(/no folder spec\/ in .* takes a clone of the protocol's repository/);
    expect(code).toBe(2);
  });
});
