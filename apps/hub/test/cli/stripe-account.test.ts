import { operatedHub, shop } from '../support/operated-hub';

const { hub, count } = operatedHub();

describe('a Stripe account', () => {
  const add = (config: object, mode = 'test') =>
    hub([
      ...['connection', 'add', '--name', 'main', '--currency', 'USD', '--config', shop, '--mode', mode],
      ...['--payment-provider', 'stripe', '--payment-config', JSON.stringify(config), '--json'],
    ]);
  const good = { secretKey: 'sk_test_abc', merchantId: 'profile_1', webhookSecret: 'whsec_abc' };
  beforeEach(() => hub(['tenant', 'add', '--name', 'A']));

  test('is taken with the keys of its connection’s mode', async () => {
    expect(await add(good)).toMatchObject({ code: 0, error: '' });
    expect(await add({ ...good, secretKey: 'rk_live_abc' }, 'live')).toMatchObject({ code: 0, error: '' });
    expect((await hub(['connection', 'list', '--json'])).json()).toMatchObject([
      { payment_provider: 'stripe' },
      { payment_provider: 'stripe' },
    ]);
  });

  test.each<[string, object, string, readonly string[]]>([
    ['nothing set', {}, 'test', ['secretKey', 'merchantId']],
    ['a publishable key', { ...good, secretKey: 'pk_test_hush' }, 'test', ['secretKey', 'sk_test_']],
    ['a test key, live', { ...good, secretKey: 'sk_test_hush' }, 'live', ['secretKey', 'use the live key']],
    ['a live key, test', { ...good, secretKey: 'sk_live_hush' }, 'test', ['secretKey', 'use the test key']],
    [
      'a live key for another host',
      { ...good, secretKey: 'sk_live_hush', baseUrl: 'https://proxy.example' },
      'live',
      ['baseUrl', 'leave it out'],
    ],
    ['a misspelt setting', { ...good, webhooksecret: 'whsec_hush' }, 'test', ['webhooksecret']],
  ])('with %s is refused, and the message says what to set', async (_name, config, mode, words) => {
    const refused = await add(config, mode);
    expect(refused).toMatchObject({ code: 1, out: '' });
    for (const word of words) expect(refused.error).toContain(word);
    expect(refused.error).not.toContain('_hush');
    expect(await count('connections')).toBe(0);
  });

  test('takes no key of the other mode in the place of its own', async () => {
    const { connection_id: connection } = (await add(good)).json();
    const live = JSON.stringify({ ...good, secretKey: 'sk_live_hush' });
    expect(
      await hub(['secret', 'rotate', '--connection', connection, '--payment-config', live]),
    ).toMatchObject({ code: 1, error: expect.stringContaining('use the test key') });
  });
});
