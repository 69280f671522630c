import { randomUUID } from 'node:crypto';
import { createFakeStripe, type FakeStripe } from '@acp-hub/fake-stripe';
import { agentOf, hubWorld, sampleCheckout } from '../support/hub-world';
import { grantedTokens, payWithGranted as payWith } from '../support/granted-tokens';
import { memoryConnector } from '../support/memory-connector';

const acquirer = { bin: '400000', country: 'US', merchantId: 'mid-1', merchantName: 'Atlas' };
/** Two of `sku-1` with tax, sent for free. */
const TOTAL = 2_160;

let stripe: FakeStripe;
let stripeUrl: string;
beforeAll(async () => {
  stripe = await createFakeStripe();
  stripeUrl = await stripe.listen();
});
afterAll(() => stripe.close());

const grant: ReturnType<typeof grantedTokens>['grant'] = (...token) =>
  grantedTokens(stripeUrl).grant(...token);
async function grantAndRevoke(): Promise<string> {
  const token = await grant();
  await grantedTokens(stripeUrl).revoke(token);
  return token;
}

const authenticated = {
  authentication_result: {
    outcome: 'authenticated',
    outcome_details: {
      three_ds_cryptogram: 'AAIBBYNoEwAAACcKhAJkdQAAAAA=',
      electronic_commerce_indicator: '05',
      transaction_id: 'ds-1',
      version: '2.2.0',
    },
  },
};

describe.each(['held', 'final'] as const)('sold through Stripe, %s placement', (placement) => {
  const shop = memoryConnector(placement);
  let world: Awaited<ReturnType<typeof hubWorld>>;
  let agent: ReturnType<typeof agentOf>;
  let token: string;
  let tenantId: string;

  beforeAll(async () => {
    world = await hubWorld({ connector: shop.connector });
    ({ tenantId } = await world.provision.tenant('Atlas', {
      links: [{ type: 'terms_of_use', url: 'https://shop.example/terms' }],
      support: { email: 'help@shop.example' },
    }));
    const { connectionId } = await world.provision.connection({
      tenantId,
      name: 'main',
      mode: 'test',
      connector: shop.connector.id,
      config: {},
      paymentProvider: 'stripe',
      paymentConfig: {
        secretKey: 'sk_test_atlas',
        merchantId: 'acct_atlas',
        acquirer,
        baseUrl: stripeUrl,
      },
      currency: 'USD',
      refunds: 'follow_platform',
    });
    ({ token } = await world.provision.agent({ tenantId, connectionId, name: 'a', profile: 'spec' }));
    agent = agentOf(world.baseUrl, token);
  }, 120_000);
  afterAll(() => world.close());

  const open = async (): Promise<string> => {
    const { json } = await agent.post('/checkout_sessions', sampleCheckout);
    return json.id;
  };
  const complete = (id: string, body: object, headers = { 'idempotency-key': randomUUID() }) =>
    agent.post(`/checkout_sessions/${id}/complete`, body, headers);
  const intentsOf = (id: string) =>
    stripe.books().intents.filter(({ metadata }) => metadata['acp_session'] === id);
  const chargesOf = (id: string) => {
    const ids = intentsOf(id).map((intent) => intent.id);
    return stripe.books().charges.filter((charge) => ids.includes(charge.payment_intent));
  };
  /** The hub's own books of a session. */
  const movementsOf = async (id: string) =>
    (await world.database.backDoor.query('SELECT kind FROM hub.money_movements WHERE session_id = $1', [id]))
      .rows;
  const paidOrdersOf = (id: string) =>
    shop.orders().filter(({ sessionId, status }) => sessionId === id && status === 'paid');

  test('pays once, orders once, and links the payment with session, order and merchant', async () => {
    const id = await open();
    expect(await complete(id, payWith(await grant()))).toMatchObject({ json: { status: 'completed' } });
    const [order] = paidOrdersOf(id);
    expect(order).toMatchObject({ total: TOTAL, payments: [{ amount: TOTAL }] });
    expect(intentsOf(id)).toMatchObject([
      {
        status: 'succeeded',
        amount_received: TOTAL,
        currency: 'usd',
        metadata: { acp_session: id, acp_merchant: tenantId, acp_order: order?.id, acp_attempt: '1' },
      },
    ]);
  });

  test('a decline leaves the session open, and another token pays', async () => {
    const id = await open();
    const declined = await complete(id, payWith(await grant('pm_card_visa_chargeDeclinedInsufficientFunds')));
    expect(declined).toMatchObject({ status: 200, json: { status: 'ready_for_payment' } });
    expect(declined.json.messages).toContainEqual(
      expect.objectContaining({ code: 'payment_declined', content: 'The card has insufficient funds.' }),
    );
    expect(await complete(id, payWith(await grant()))).toMatchObject({ json: { status: 'completed' } });
    expect(chargesOf(id)).toMatchObject([{ amount_captured: TOTAL }]);
    expect(paidOrdersOf(id)).toHaveLength(1);
  });

  test('3-D Secure goes there and back', async () => {
    const id = await open();
    const spt = await grant('pm_card_authenticationRequired');
    const asked = await complete(id, payWith(spt));
    expect(asked.json).toMatchObject({
      status: 'authentication_required',
      authentication_metadata: {
        acquirer_details: { acquirer_bin: '400000', acquirer_merchant_id: 'mid-1' },
        directory_server: 'visa',
      },
    });
    expect(chargesOf(id)).toEqual([]);
    const paid = await complete(id, { ...payWith(spt), ...authenticated });
    expect(paid).toMatchObject({ status: 200, json: { status: 'completed' } });
    expect(chargesOf(id)).toMatchObject([{ amount_captured: TOTAL }]);
    expect(paidOrdersOf(id)).toHaveLength(1);
  });

  test('a buyer who was not authenticated pays nothing', async () => {
    const id = await open();
    const spt = await grant('pm_card_authenticationRequired');
    await complete(id, payWith(spt));
    const denied = await complete(id, {
      ...payWith(spt),
      authentication_result: { outcome: 'denied' },
    });
    expect(denied.json.status).not.toBe('completed');
    expect([chargesOf(id), paidOrdersOf(id)]).toEqual([[], []]);
  });

  test.each<[string, () => Promise<string>, string]>([
    [
      'too small',
      () => grant('pm_card_visa', { max_amount: '2159' }),
      'covers 21.59 USD at most, not 21.60 USD',
    ],
    ['of another currency', () => grant('pm_card_visa', { currency: 'eur' }), 'is for EUR alone, not USD'],
    ['of another merchant', () => grant('pm_card_visa', {}, 'other'), 'is not valid for this merchant'],
    [
      'expired',
      () => grant('pm_card_visa', { expires_at: String(Math.floor(Date.now() / 1_000) - 1) }),
      'has expired',
    ],
    ['revoked', grantAndRevoke, 'was revoked'],
  ])('a token that is %s pays nothing, and the message says why', async (_name, mint, words) => {
    const id = await open();
    const answer = await complete(id, payWith(await mint()));
    expect(answer).toMatchObject({ status: 200, json: { status: 'ready_for_payment' } });
    expect(answer.json.messages).toContainEqual(
      expect.objectContaining({ code: 'payment_declined', content: `The payment token ${words}.` }),
    );
    expect([intentsOf(id), paidOrdersOf(id), await movementsOf(id)]).toEqual([[], [], []]);
  });

  test('a spent token pays no second session', async () => {
    const spt = await grant();
    await complete(await open(), payWith(spt));
    const id = await open();
    const answer = await complete(id, payWith(spt));
    expect(answer.json.messages).toContainEqual(
      expect.objectContaining({ content: 'The payment token was used before.' }),
    );
    expect([intentsOf(id), paidOrdersOf(id), await movementsOf(id)]).toEqual([[], [], []]);
  });

  test('the authentication result of another session charges neither', async () => {
    const spt = await grant('pm_card_authenticationRequired');
    const asked = await open();
    await complete(asked, payWith(spt));
    const other = await open();
    const answer = await complete(other, {
      ...payWith(await grant('pm_card_authenticationRequired')),
      ...authenticated,
    });
    expect(answer).toMatchObject({
      status: 400,
      json: { type: 'invalid_request', param: '$.authentication_result' },
    });
    expect([intentsOf(other), paidOrdersOf(other), chargesOf(asked)]).toEqual([[], [], []]);
    expect([await movementsOf(other), await movementsOf(asked)]).toEqual([[], []]);
  });

  test.each(['before', 'after'] as const)(
    'a payment whose answer is lost %s applying is made once',
    async (when) => {
      const id = await open();
      stripe.faults.schedule({ method: 'POST', path: '/v1/payment_intents', when, effect: { kind: 'cut' } });
      const answer = await complete(id, payWith(await grant()));
      expect(answer).toMatchObject({ status: 200, json: { status: 'completed' } });
      expect(chargesOf(id)).toMatchObject([{ amount_captured: TOTAL }]);
    },
  );

  test('agents of every version are told of Stripe in their own words', async () => {
    const created = await agent.post('/checkout_sessions', sampleCheckout);
    expect(created.json.capabilities.payment.handlers).toMatchObject([
      {
        id: 'card_stripe',
        name: 'dev.acp.tokenized.card',
        psp: 'stripe',
        requires_delegate_payment: true,
        config: { merchant_id: 'acct_atlas', psp: 'stripe' },
      },
    ]);
    expect(created.text).not.toContain('sk_test_atlas');
    const { fulfillment_details: details, line_items: items, buyer } = sampleCheckout;
    const old = { items, buyer, fulfillment_address: details.address };
    for (const [version, expected] of [
      ['2025-09-29', { provider: 'stripe', supported_payment_methods: ['card'] }],
      ['2025-12-12', { provider: 'stripe' }],
      ['2026-01-16', { provider: 'stripe', merchant_id: 'acct_atlas' }],
    ] as const) {
      const body = version === '2026-01-16' ? { ...old, fulfillment_details: details } : old;
      const answer = await agentOf(world.baseUrl, token, version).post('/checkout_sessions', body);
      expect(answer).toMatchObject({ status: 201, json: { payment_provider: expected } });
    }
  });
});
