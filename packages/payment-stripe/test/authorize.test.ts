import type { PaymentId } from '@acp-hub/payment';
import { good, fails } from '@acp-hub/payment-testkit';
import { currency, money, type AuthenticationResult } from '@acp-hub/commerce';
import { openStripe, payment, usd, type OpenedStripe } from './support/stripe';

// What every provider promises is tried in conformance.test.ts; here is what is Stripe's own.

let opened: OpenedStripe;
beforeEach(async () => {
  opened = await openStripe();
});
afterEach(() => opened.close());

const requests = (method: string) =>
  opened.stripe.journal.entries().filter((entry) => entry.method === method);

const proof: AuthenticationResult = {
  outcome: 'authenticated',
  details: { cryptogram: 'AAIBBYNoEwAAACcKhAJkdQAAAAA=', eci: '05', transactionId: 'ds-1', version: '2.2.0' },
};

describe('what is sent', () => {
  it('links the payment with merchant, session, attempt and order, and no note stands in for them', async () => {
    const request = payment(await opened.token(), {
      reference: { tenantId: 'ten_1', sessionId: 'cs_7', orderId: '4711', attempt: 2 },
      metadata: { acp_session: 'another', note: 'x'.repeat(600), ['n'.repeat(50)]: 'long' },
    });
    good(await opened.account.authorize(request));
    const [intent] = opened.stripe.books().intents;
    expect(intent).toMatchObject({ capture_method: 'manual', currency: 'usd', amount: 1_999 });
    expect(intent?.metadata).toEqual({
      acp_merchant: 'ten_1',
      acp_session: 'cs_7',
      acp_attempt: '2',
      acp_order: '4711',
      acp_idempotency_key: request.idempotencyKey,
      note: 'x'.repeat(500),
      ['n'.repeat(40)]: 'long',
    });
  });

  it('pins the API version with every request, and tells Stripe nothing about the machine', async () => {
    const request = payment(await opened.token());
    opened.stripe.journal.clear();
    const { paymentId } = good(await opened.account.authorize(request)) as { paymentId: PaymentId };
    const move = { paymentId, amount: usd(100) };
    good(await opened.account.capture({ ...move, idempotencyKey: 'c' }));
    good(await opened.account.refund({ ...move, idempotencyKey: 'r' }));
    good(await opened.account.retrieve(paymentId));
    good(await opened.account.findPayment(request));
    good(await opened.account.check());
    const sent = opened.stripe.journal.entries();
    expect(sent.length).toBeGreaterThan(10);
    for (const { headers } of sent) {
      expect(headers['stripe-version']).toBe('2026-04-22.preview');
      expect(headers).not.toHaveProperty('x-stripe-client-telemetry');
    }
  });

  it.each([
    ['a cut', { kind: 'cut' }],
    ['a 500', { kind: 'answer', status: 500 }],
    ['a conflict', { kind: 'answer', status: 409, body: { error: { type: 'idempotency_error' } } }],
    [
      'an advice to retry',
      { kind: 'answer', status: 503, headers: { 'stripe-should-retry': 'true' }, body: { error: {} } },
    ],
  ] as const)('is not sent again by the library itself after %s', async (_name, effect) => {
    const request = payment(await opened.token());
    opened.stripe.faults.schedule({ method: 'POST', path: '/v1/payment_intents', effect });
    opened.stripe.journal.clear();
    fails(await opened.account.authorize(request), { kind: 'transient', outcome: 'unknown' });
    expect(requests('POST')).toHaveLength(1);
  });
});

describe('a token', () => {
  const declined = async (token: string, amount = usd(1_999)) => {
    const answer = good(await opened.account.authorize(payment(token, { amount })));
    expect(opened.stripe.books().balance).toEqual([]);
    return answer;
  };

  it.each([
    [
      { max_amount: 1_998 },
      'token_limit_exceeded',
      'The payment token covers 19.98 USD at most, not 19.99 USD.',
    ],
    [{ currency: 'eur' }, 'token_invalid', 'The payment token is for EUR alone, not USD.'],
  ] as const)('with limits of %j is not even sent', async (limits, code, message) => {
    expect(await declined(await opened.token('pm_card_visa', limits))).toEqual({
      status: 'declined',
      code,
      message,
    });
    expect(requests('POST').map(({ path }) => path)).not.toContain('/v1/payment_intents');
  });

  it('of exactly the amount pays, past midnight of its last second not', async () => {
    const now = Math.floor(opened.stripe.clock.now().getTime() / 1_000);
    const limits = { max_amount: 1_999, expires_at: now + 60 };
    const [first, second] = [
      await opened.token('pm_card_visa', limits),
      await opened.token('pm_card_visa', limits),
    ];
    expect(good(await opened.account.authorize(payment(first)))).toMatchObject({ status: 'authorized' });
    opened.stripe.clock.advance(61_000);
    expect(await declined(second)).toEqual({
      status: 'declined',
      code: 'token_expired',
      message: 'The payment token has expired.',
    });
  });

  it('that was spent is told from one that was revoked', async () => {
    const spent = await opened.token();
    good(await opened.account.authorize(payment(spent)));
    expect(await declined(spent)).toMatchObject({
      code: 'token_used',
      message: 'The payment token was used before.',
    });
    const revoked = await opened.token();
    await opened.api(`/v1/test_helpers/shared_payment/granted_tokens/${revoked}/revoke`, {});
    expect(await declined(revoked)).toMatchObject({
      code: 'token_invalid',
      message: 'The payment token was revoked.',
    });
    expect(opened.stripe.books().intents).toHaveLength(1);
  });

  it('of another merchant, and one that never was, pay nothing', async () => {
    const other = opened.connect({ secretKey: 'sk_test_other', merchantId: 'acct_other' });
    const answer = good(await other.authorize(payment(await opened.token())));
    expect(answer).toMatchObject({
      code: 'token_invalid',
      message: 'The payment token is not valid for this merchant.',
    });
    expect(await declined('spt_never')).toEqual(answer);
    expect(await declined('../../v1/account')).toEqual(answer);
    expect(opened.stripe.books().intents).toEqual([]);
  });

  it.each([
    [
      'its own word',
      { kind: 'patch', merge: { livemode: true } },
      'after',
      'is a live token, and this shop only tests',
    ],
    [
      'Stripe’s refusal',
      {
        kind: 'answer',
        status: 404,
        body: {
          error: {
            type: 'invalid_request_error',
            code: 'resource_missing',
            message:
              "No such token: 'spt_x'; a similar object exists in live mode, but a test mode key was used.",
          },
        },
      },
      'before',
      'is a live token, and this shop only tests',
    ],
  ] as const)('of the other mode is refused by %s', async (_name, effect, when, words) => {
    const token = await opened.token();
    opened.stripe.faults.schedule({ method: 'GET', when, effect });
    expect(await declined(token)).toEqual({
      status: 'declined',
      code: 'token_invalid',
      message: `The payment token ${words}.`,
    });
  });

  it('that Stripe refuses although it looked good is no error', async () => {
    const token = await opened.token();
    opened.stripe.faults.schedule({
      method: 'GET',
      when: 'after',
      effect: { kind: 'delay', milliseconds: 1 },
    });
    opened.stripe.faults.schedule({
      method: 'POST',
      path: '/v1/payment_intents',
      effect: {
        kind: 'answer',
        status: 400,
        body: {
          error: {
            type: 'invalid_request_error',
            param: 'payment_method_data[shared_payment_granted_token]',
            message: `${token} is deactivated.`,
          },
        },
      },
    });
    expect(await declined(token)).toMatchObject({ status: 'declined', code: 'token_invalid' });
  });

  it('is quoted by no refusal that is passed on', async () => {
    const token = await opened.token();
    const error = { type: 'invalid_request_error', message: `No: ${token}, sk_test_demo` };
    opened.stripe.faults.schedule({
      method: 'POST',
      path: '/v1/payment_intents',
      effect: { kind: 'answer', status: 400, body: { error } },
    });
    const message = fails(await opened.account.authorize(payment(token)), { kind: 'rejected' });
    expect(message).toBe('No: spt_…, sk_…');
  });
});

describe('an issuer', () => {
  it.each([
    ['pm_card_visa_chargeDeclined', 'card_declined', 'The card was declined.'],
    [
      'pm_card_visa_chargeDeclinedInsufficientFunds',
      'insufficient_funds',
      'The card has insufficient funds.',
    ],
    ['pm_card_visa_chargeDeclinedLostCard', 'fraud_suspected', 'The card was declined.'],
    ['pm_card_visa_chargeDeclinedStolenCard', 'fraud_suspected', 'The card was declined.'],
    ['pm_card_radarBlock', 'fraud_suspected', 'The card was declined.'],
    ['pm_card_chargeDeclinedExpiredCard', 'card_expired', 'The card has expired.'],
  ] as const)('that says no to %s', async (card, code, message) => {
    const answer = good(await opened.account.authorize(payment(await opened.token(card))));
    expect(answer).toMatchObject({
      status: 'declined',
      code,
      message,
      paymentId: expect.stringMatching(/^pi_/),
    });
  });
});

describe('3-D Secure', () => {
  const ask = async (sessionId = 'cs_1') => {
    const request = payment(await opened.token('pm_card_authenticationRequired'), {
      reference: { sessionId, attempt: 1 },
    });
    const asked = good(await opened.account.authorize(request)) as { paymentId: PaymentId };
    return { request, asked, paymentId: asked.paymentId };
  };

  it('is asked for with what the agent needs, and its proof passed on', async () => {
    const { request, asked, paymentId } = await ask();
    expect(asked).toMatchObject({
      status: 'requires_authentication',
      authentication: {
        acquirer: { bin: '400000', country: 'US', merchantId: 'mid-1', merchantName: 'Atlas' },
        directoryServer: 'visa',
        flowPreference: { type: 'challenge' },
      },
    });
    opened.stripe.journal.clear();
    const again = { ...request, idempotencyKey: 'k2', authentication: { result: proof, paymentId } };
    expect(good(await opened.account.authorize(again))).toMatchObject({ status: 'authorized', paymentId });
    expect(requests('POST').at(-1)?.body).toMatchObject({
      payment_method_options: {
        card: {
          three_d_secure: {
            cryptogram: 'AAIBBYNoEwAAACcKhAJkdQAAAAA=',
            electronic_commerce_indicator: '05',
            transaction_id: 'ds-1',
            version: '2.2.0',
            ares_trans_status: 'Y',
          },
        },
      },
    });
  });

  it('of another session, or for another amount, is refused, and nothing is reserved', async () => {
    const { request, paymentId } = await ask('cs_1');
    const authentication = { result: proof, paymentId };
    const other = { ...request, idempotencyKey: 'k2', authentication };
    const elsewhere = { ...other, reference: { sessionId: 'cs_2', attempt: 1 } };
    const message = fails(await opened.account.authorize(elsewhere), {
      kind: 'rejected',
      reason: 'invalid_request',
      outcome: 'not_applied',
    });
    expect(message).toBe('The authentication result belongs to another checkout session.');
    fails(await opened.account.authorize({ ...other, amount: usd(1) }), {
      kind: 'rejected',
      reason: 'amount_out_of_range',
    });
    expect(opened.stripe.books()).toMatchObject({ charges: [], intents: [{ status: 'requires_action' }] });
  });

  it('without acquirer details nobody could run: the card’s demand is a decline', async () => {
    const { acquirer: _acquirer, ...config } = opened.config;
    const account = opened.connect({ ...config, acquirer: undefined });
    const answer = good(
      await account.authorize(payment(await opened.token('pm_card_authenticationRequired'))),
    );
    expect(answer).toMatchObject({
      status: 'declined',
      code: 'authentication_failed',
      message: 'The card demands 3-D Secure, and the buyer was not authenticated.',
    });
  });

  it.each(['before', 'after'] as const)(
    'whose answer gets lost %s applying is found by its own key',
    async (when) => {
      const { request, paymentId } = await ask();
      const again = { ...request, idempotencyKey: 'k2', authentication: { result: proof, paymentId } };
      opened.stripe.faults.schedule({
        method: 'POST',
        path: '/v1/payment_intents/*/confirm',
        when,
        effect: { kind: 'hang' },
      });
      fails(await opened.account.authorize(again), { kind: 'transient', outcome: 'unknown' });
      const found = good(await opened.account.findPayment(again));
      expect(found?.authorization.status).toBe(when === 'before' ? undefined : 'authorized');
      expect(good(await opened.account.authorize(again))).toMatchObject({ status: 'authorized', paymentId });
    },
  );
});

describe('a payment whose answer got lost', () => {
  const lose = async () => {
    const request = payment(await opened.token());
    opened.stripe.faults.schedule({
      method: 'POST',
      path: '/v1/payment_intents',
      when: 'after',
      effect: { kind: 'cut' },
    });
    fails(await opened.account.authorize(request), { kind: 'transient', outcome: 'unknown' });
    return request;
  };

  it('is found while search lags, and by search once the list has moved on', async () => {
    const request = await lose();
    expect(good(await opened.account.findPayment(request))?.authorization.status).toBe('authorized');
    opened.stripe.clock.advance(2 * 3_600_000);
    opened.stripe.journal.clear();
    expect(good(await opened.account.findPayment(request))?.authorization.status).toBe('authorized');
    expect(opened.stripe.journal.entries().map(({ path }) => path)).not.toContain('/v1/payment_intents');
  });

  it('is found behind more payments than one page of the list holds', async () => {
    const request = await lose();
    for (let made = 0; made < 101; made += 1)
      await opened.api('/v1/payment_intents', {
        amount: 100,
        currency: 'usd',
        confirm: 'true',
        'payment_method_data[shared_payment_granted_token]': await opened.token(),
      });
    expect(good(await opened.account.findPayment(request))?.authorization.status).toBe('authorized');
  });

  it('is not called missing where search or list fail', async () => {
    const request = await lose();
    for (const path of ['/v1/payment_intents/search', '/v1/payment_intents']) {
      opened.stripe.faults.schedule({ method: 'GET', path, effect: { kind: 'answer', status: 500 } });
      fails(await opened.account.findPayment(request), { kind: 'transient' });
    }
  });

  it('is charged once, however often it is sent', async () => {
    const request = await lose();
    for (let again = 0; again < 3; again += 1)
      expect(good(await opened.account.authorize(request))).toMatchObject({ status: 'authorized' });
    expect(opened.stripe.books().charges).toHaveLength(1);
  });
});

describe('amounts', () => {
  it.each([
    ['JPY', 500, 500],
    ['KWD', 5_120, 5_120],
    ['ISK', 550, 55_000],
    ['UGX', 7_000, 700_000],
    ['MGA', 1_000, 10],
  ] as const)('of %s: %d minor units are %d at Stripe', async (code, minorUnits, atStripe) => {
    const token = await opened.token('pm_card_visa', { currency: code.toLowerCase(), max_amount: 9_999_999 });
    const amount = money(minorUnits, currency(code));
    expect(good(await opened.account.authorize(payment(token, { amount })))).toMatchObject({ amount });
    expect(opened.stripe.books().intents.map((intent) => intent.amount)).toEqual([atStripe]);
  });

  it.each([
    ['KWD', 5_124, '10'],
    ['MGA', 1_050, '100'],
  ] as const)('of %s that Stripe cannot charge exactly are refused: %d', async (code, minorUnits, step) => {
    const amount = money(minorUnits, currency(code));
    const message = fails(await opened.account.authorize(payment('spt_x', { amount })), {
      kind: 'rejected',
      reason: 'amount_out_of_range',
      outcome: 'not_applied',
    });
    expect(message).toContain(`multiples of ${step}`);
    expect(opened.stripe.journal.entries()).toEqual([]);
  });
});
