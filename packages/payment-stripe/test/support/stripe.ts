import { randomUUID } from 'node:crypto';
import { Agent, request } from 'undici';
import { currency, money, type Money } from '@acp-hub/commerce';
import { createFakeStripe, type FakeStripe } from '@acp-hub/fake-stripe';
import type { AuthorizeRequest, PaymentAccount, PaymentContext } from '@acp-hub/payment';
import { stripeConfigSchema, stripeProvider, type StripeConfig } from '../../src';

export const DEADLINE_MS = 1_500;
export const usd = (amount: number): Money => money(amount, currency('USD'));

export const acquirer: NonNullable<StripeConfig['acquirer']> = {
  bin: '400000',
  country: 'US',
  merchantId: 'mid-1',
  merchantName: 'Atlas',
};

export interface Limits {
  readonly currency?: string;
  readonly max_amount?: number;
  readonly expires_at?: number;
}

export interface OpenedStripe {
  readonly stripe: FakeStripe;
  readonly config: StripeConfig;
  readonly context: PaymentContext;
  /** Everything the provider logged. */
  readonly logged: unknown[];
  readonly account: PaymentAccount;
  connect(more: Partial<StripeConfig>, context?: Partial<PaymentContext>): PaymentAccount;
  /** Asks the fake itself, past the provider; the form is written as it goes over the wire. */
  api(
    path: string,
    form?: Readonly<Record<string, string | number>>,
    key?: string,
  ): Promise<Readonly<Record<string, never>>>;
  /** A token that an agent granted to the demo account. */
  token(card?: string, limits?: Limits): Promise<string>;
  close(): Promise<void>;
}

/** The provider connected to a fake Stripe over HTTP; the clocks are one. */
export async function openStripe(): Promise<OpenedStripe> {
  const stripe = await createFakeStripe();
  const baseUrl = await stripe.listen();
  const config = stripeConfigSchema.parse({
    secretKey: 'sk_test_demo',
    merchantId: 'acct_demo',
    webhookSecret: 'whsec_demo',
    acquirer,
    baseUrl,
  });
  const dispatcher = new Agent();
  const logged: unknown[] = [];
  const log = (...entry: unknown[]) => void logged.push(entry);
  const context: PaymentContext = {
    mode: 'test',
    transport: { dispatcher, deadlineMs: DEADLINE_MS },
    clock: stripe.clock,
    logger: { debug: log, warn: log },
  };
  const api: OpenedStripe['api'] = async (path, form, key = config.secretKey) => {
    const answer = await request(`${baseUrl}${path}`, {
      method: form === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'stripe-version': '2026-04-22.preview',
        'content-type': 'application/x-www-form-urlencoded',
      },
      ...(form && {
        body: new URLSearchParams(
          Object.entries(form).map(([k, v]): [string, string] => [k, String(v)]),
        ).toString(),
      }),
    });
    const body = JSON.parse(await answer.body.text());
    if (answer.statusCode >= 300) throw new Error(JSON.stringify(body));
    return body;
  };
  return {
    stripe,
    config,
    context,
    logged,
    account: stripeProvider.connect(config, context),
    connect: (more, otherContext) =>
      stripeProvider.connect({ ...config, ...more }, { ...context, ...otherContext }),
    api,
    async token(card = 'pm_card_visa', limits = {}) {
      const { id } = await api('/v1/test_helpers/shared_payment/granted_tokens', {
        payment_method: card,
        ...Object.fromEntries(
          Object.entries({ currency: 'usd', max_amount: 10_000, ...limits }).map(([name, value]) => [
            `usage_limits[${name}]`,
            value,
          ]),
        ),
      });
      return String(id);
    },
    async close() {
      await dispatcher.destroy();
      await stripe.close();
    },
  };
}

export const payment = (token: string, more: Partial<AuthorizeRequest> = {}): AuthorizeRequest => ({
  idempotencyKey: randomUUID(),
  token,
  amount: usd(1_999),
  reference: { tenantId: 'ten_1', sessionId: 'cs_1', attempt: 1 },
  ...more,
});
