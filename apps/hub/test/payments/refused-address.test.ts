import { currency } from '@acp-hub/commerce';
import { createTransport } from '@acp-hub/connector-http';
import { sandboxProvider } from '@acp-hub/payment-sandbox';
import { stripeProvider } from '@acp-hub/payment-stripe';

const transport = createTransport({
  allowPrivateAddresses: false,
  allowPlainHttp: true,
  resolveAll: (_name, _options, callback) => callback(null, [{ address: '10.0.0.8', family: 4 }]),
});
afterAll(() => transport.close());

const context = {
  mode: 'test',
  transport,
  clock: { now: () => new Date('2026-04-17T00:00:00Z') },
  logger: { debug: () => undefined, warn: () => undefined },
} as const;
const baseUrl = 'http://bank.example';

test.each([
  ['sandbox', sandboxProvider.connect({ baseUrl, apiKey: 'key', merchantId: 'acct_demo' }, context)],
  [
    'stripe',
    stripeProvider.connect({ baseUrl, secretKey: 'sk_test_main', merchantId: 'acct_main' }, context),
  ],
])(
  '%s: what the guard kept from being sent was not applied, and the setting is at fault',
  async (_, account) => {
    const payment = {
      idempotencyKey: 'patt_1:authorize',
      token: 'spt_1',
      amount: { amount: 1_999, currency: currency('USD') },
      reference: { tenantId: 'ten_1', sessionId: 'cs_1', attempt: 1 },
    };
    expect(await account.authorize(payment)).toMatchObject({
      ok: false,
      error: {
        kind: 'config',
        outcome: 'not_applied',
        message: expect.stringContaining('bank.example leads to an address inside a private network'),
      },
    });
    expect(await account.capture({ ...payment, paymentId: 'pay_1' as never })).toMatchObject({
      ok: false,
      error: { kind: 'config', outcome: 'not_applied' },
    });
  },
);
