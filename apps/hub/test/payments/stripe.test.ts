import { payWithGranted as payWith } from '../support/granted-tokens';
import { sampleCheckout } from '../support/hub-world';
import { stripeWorld, type StripeWorld } from '../support/stripe-world';

/** Two of `sku-1` with tax, sent for free. */
const TOTAL = 2_160;

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
  let world: StripeWorld;
  beforeAll(async () => {
    world = await stripeWorld(placement);
  }, 120_000);
  afterAll(() => world.close());

  async function grantAndRevoke(): Promise<string> {
    const token = await world.grant();
    await world.revoke(token);
    return token;
  }

  test('pays once, orders once, and links the payment with session, order and merchant', async () => {
    const id = await world.open();
    expect(await world.complete(id, payWith(await world.grant()))).toMatchObject({
      json: { status: 'completed' },
    });
    const [order] = world.paidOrdersOf(id);
    expect(order).toMatchObject({ total: TOTAL, payments: [{ amount: TOTAL }] });
    expect(world.intentsOf(id)).toMatchObject([
      {
        status: 'succeeded',
        amount_received: TOTAL,
        currency: 'usd',
        metadata: { acp_session: id, acp_merchant: world.tenantId, acp_order: order?.id, acp_attempt: '1' },
      },
    ]);
  });

  test('a decline leaves the session open, and another token pays', async () => {
    const id = await world.open();
    const declined = await world.complete(
      id,
      payWith(await world.grant('pm_card_visa_chargeDeclinedInsufficientFunds')),
    );
    expect(declined).toMatchObject({ status: 200, json: { status: 'ready_for_payment' } });
    expect(declined.json.messages).toContainEqual(
      expect.objectContaining({ code: 'payment_declined', content: 'The card has insufficient funds.' }),
    );
    expect(await world.complete(id, payWith(await world.grant()))).toMatchObject({
      json: { status: 'completed' },
    });
    expect(world.chargesOf(id)).toMatchObject([{ amount_captured: TOTAL }]);
    expect(world.paidOrdersOf(id)).toHaveLength(1);
  });

  test('3-D Secure goes there and back', async () => {
    const id = await world.open();
    const spt = await world.grant('pm_card_authenticationRequired');
    const asked = await world.complete(id, payWith(spt));
    expect(asked.json).toMatchObject({
      status: 'authentication_required',
      authentication_metadata: {
        acquirer_details: { acquirer_bin: '400000', acquirer_merchant_id: 'mid-1' },
        directory_server: 'visa',
      },
    });
    expect(world.chargesOf(id)).toEqual([]);
    const paid = await world.complete(id, { ...payWith(spt), ...authenticated });
    expect(paid).toMatchObject({ status: 200, json: { status: 'completed' } });
    expect(world.chargesOf(id)).toMatchObject([{ amount_captured: TOTAL }]);
    expect(world.paidOrdersOf(id)).toHaveLength(1);
  });

  test('a buyer who was not authenticated pays nothing', async () => {
    const id = await world.open();
    const spt = await world.grant('pm_card_authenticationRequired');
    await world.complete(id, payWith(spt));
    const denied = await world.complete(id, {
      ...payWith(spt),
      authentication_result: { outcome: 'denied' },
    });
    expect(denied.json.status).not.toBe('completed');
    expect([world.chargesOf(id), world.paidOrdersOf(id)]).toEqual([[], []]);
  });

  test.each<[string, () => Promise<string>, string]>([
    [
      'too small',
      () => world.grant('pm_card_visa', { max_amount: '2159' }),
      'covers 21.59 USD at most, not 21.60 USD',
    ],
    [
      'of another currency',
      () => world.grant('pm_card_visa', { currency: 'eur' }),
      'is for EUR alone, not USD',
    ],
    ['of another merchant', () => world.grant('pm_card_visa', {}, 'other'), 'is not valid for this merchant'],
    [
      'expired',
      () => world.grant('pm_card_visa', { expires_at: String(Math.floor(Date.now() / 1_000) - 1) }),
      'has expired',
    ],
    ['revoked', grantAndRevoke, 'was revoked'],
  ])('a token that is %s pays nothing, and the message says why', async (_name, mint, words) => {
    const id = await world.open();
    const answer = await world.complete(id, payWith(await mint()));
    expect(answer).toMatchObject({ status: 200, json: { status: 'ready_for_payment' } });
    expect(answer.json.messages).toContainEqual(
      expect.objectContaining({ code: 'payment_declined', content: `The payment token ${words}.` }),
    );
    expect([world.intentsOf(id), world.paidOrdersOf(id), await world.movementsOf(id)]).toEqual([[], [], []]);
  });

  test('a spent token pays no second session', async () => {
    const spt = await world.grant();
    await world.complete(await world.open(), payWith(spt));
    const id = await world.open();
    const answer = await world.complete(id, payWith(spt));
    expect(answer.json.messages).toContainEqual(
      expect.objectContaining({ content: 'The payment token was used before.' }),
    );
    expect([world.intentsOf(id), world.paidOrdersOf(id), await world.movementsOf(id)]).toEqual([[], [], []]);
  });

  test('the authentication result of another session charges neither', async () => {
    const spt = await world.grant('pm_card_authenticationRequired');
    const asked = await world.open();
    await world.complete(asked, payWith(spt));
    const other = await world.open();
    const answer = await world.complete(other, {
      ...payWith(await world.grant('pm_card_authenticationRequired')),
      ...authenticated,
    });
    expect(answer).toMatchObject({
      status: 400,
      json: { type: 'invalid_request', param: '$.authentication_result' },
    });
    expect([world.intentsOf(other), world.paidOrdersOf(other), world.chargesOf(asked)]).toEqual([[], [], []]);
    expect([await world.movementsOf(other), await world.movementsOf(asked)]).toEqual([[], []]);
  });

  test.each(['before', 'after'] as const)(
    'a payment whose answer is lost %s applying is made once',
    async (when) => {
      const id = await world.open();
      world.stripe.faults.schedule({
        method: 'POST',
        path: '/v1/payment_intents',
        when,
        effect: { kind: 'cut' },
      });
      const answer = await world.complete(id, payWith(await world.grant()));
      expect(answer).toMatchObject({ status: 200, json: { status: 'completed' } });
      expect(world.chargesOf(id)).toMatchObject([{ amount_captured: TOTAL }]);
    },
  );

  test('agents of every version are told of Stripe in their own words', async () => {
    const created = await world.agent.post('/checkout_sessions', sampleCheckout);
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
      const answer = await world.agentIn(version).post('/checkout_sessions', body);
      expect(answer).toMatchObject({ status: 201, json: { payment_provider: expected } });
    }
  });
});
