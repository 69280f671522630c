import { fails, good } from '@acp-hub/payment-testkit';
import { stripeConfigSchema, stripeProvider } from '../src';
import { acquirer, openStripe, payment, type OpenedStripe } from './support/stripe';

let opened: OpenedStripe;
beforeAll(async () => {
  opened = await openStripe();
});
afterAll(() => opened.close());
beforeEach(() => opened.stripe.faults.clear());

describe('configuration', () => {
  it('marks the keys, and nothing else, as secrets', () => {
    const secrets = Object.entries(stripeConfigSchema.shape).filter(
      ([, field]) => field.meta()?.['secret'] === true,
    );
    expect(secrets.map(([name]) => name)).toEqual(['secretKey', 'webhookSecret']);
  });

  it.each([
    [{ secretKey: undefined }, 'secretKey'],
    [{ secretKey: 'pk_test_publishable' }, 'secretKey'],
    [{ merchantId: 'my shop' }, 'merchantId'],
    [{ webhookSecret: 'secret' }, 'webhookSecret'],
    [{ acquirer: { ...acquirer, bin: '4' } }, 'acquirer'],
    [{ baseUrl: 'ftp://host' }, 'baseUrl'],
    [{ apiVersion: '2020-08-27' }, 'apiVersion'],
  ])('with %j is refused', (more, named) => {
    const parsed = stripeConfigSchema.safeParse({ ...opened.config, ...more });
    expect(JSON.stringify(parsed.error?.issues)).toContain(named);
  });

  it.each([
    ['sk_test_x', 'live', 'it is a test key and the connection is in live mode: use the live key'],
    ['rk_live_x', 'test', 'it is a live key and the connection is in test mode: use the test key'],
  ] as const)(
    'with %s in %s mode is refused before it is stored, and by every call',
    async (secretKey, mode, words) => {
      const config = { ...opened.config, secretKey };
      expect(stripeProvider.modeProblem?.(config, mode)).toContain(words);
      opened.stripe.journal.clear();
      const account = opened.connect({ secretKey }, { mode });
      expect(fails(await account.check(), { kind: 'config' })).toContain(words);
      fails(await account.authorize(payment('spt_x')), { kind: 'config', outcome: 'not_applied' });
      expect(opened.stripe.journal.entries()).toEqual([]);
    },
  );

  it('sends a live key to nobody but Stripe', () => {
    const config = { ...opened.config, secretKey: 'sk_live_x' };
    expect(stripeProvider.modeProblem?.(config, 'live')).toContain('https://api.stripe.com');
    const { baseUrl: _baseUrl, ...rest } = config;
    expect(stripeProvider.modeProblem?.(stripeConfigSchema.parse(rest), 'live')).toBeUndefined();
  });
});

it('describes the protocol’s own handler for tokenized cards, without a secret', () => {
  const handler = stripeProvider.describeHandler(opened.config);
  expect(handler).toMatchObject({
    name: 'dev.acp.tokenized.card',
    psp: 'stripe',
    legacyProvider: 'stripe',
    merchantId: 'acct_demo',
    supportsThreeDs: true,
  });
  expect(JSON.stringify(handler)).not.toMatch(/sk_test|whsec/);
  const { acquirer: _acquirer, ...without } = opened.config;
  expect(stripeProvider.describeHandler(without).supportsThreeDs).toBe(false);
});

describe('check', () => {
  const forbid = (path: string) =>
    opened.stripe.faults.schedule({
      path,
      effect: {
        kind: 'answer',
        status: 403,
        body: { error: { type: 'invalid_request_error', message: 'The provided key lacks a permission.' } },
      },
    });

  it('accepts a good account, by its own id or by its profile', async () => {
    good(await opened.account.check());
    good(await opened.connect({ merchantId: 'profile_1' }).check());
    expect(opened.stripe.books().intents).toEqual([]);
  });

  it('tells of a wrong key', async () => {
    opened.stripe.faults.schedule({
      effect: {
        kind: 'answer',
        status: 401,
        body: { error: { message: 'Invalid API Key provided: sk_test_demo' } },
      },
    });
    expect(fails(await opened.account.check(), { kind: 'auth' })).toBe(
      'Stripe refuses the secret key: check it.',
    );
  });

  it('tells of a merchant id that is not the key’s', async () => {
    expect(fails(await opened.connect({ merchantId: 'acct_else' }).check(), { kind: 'config' })).toBe(
      'The secret key belongs to acct_demo, not to acct_else: correct the merchant id.',
    );
  });

  it.each([
    ['/v1/payment_intents', 'PaymentIntents'],
    ['/v1/refunds', 'Refunds'],
    ['/v1/disputes', 'Disputes'],
    ['/v1/shared_payment/granted_tokens/*', 'Shared Payment Tokens'],
  ])('tells which permission a restricted key lacks: %s', async (path, name) => {
    forbid('/v1/account');
    forbid(path);
    const restricted = opened.connect({ secretKey: 'rk_test_demo' });
    expect(fails(await restricted.check(), { kind: 'auth' })).toBe(
      `The restricted key may not read ${name}: add the permission.`,
    );
    forbid('/v1/account');
    good(await restricted.check());
  });

  it('tells of an account without access to shared payment tokens', async () => {
    opened.stripe.faults.schedule({
      path: '/v1/shared_payment/granted_tokens/*',
      effect: {
        kind: 'answer',
        status: 404,
        body: { error: { type: 'invalid_request_error', message: 'Unrecognized request URL.' } },
      },
    });
    expect(fails(await opened.account.check(), { kind: 'config' })).toContain('no access to shared payment');
  });
});
