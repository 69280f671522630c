import type { PaymentId } from '@acp-hub/payment';
import { fails, good } from '@acp-hub/payment-testkit';
import { openStripe, payment, usd, type OpenedStripe } from './support/stripe';

let opened: OpenedStripe;
beforeEach(async () => {
  opened = await openStripe();
});
afterEach(() => opened.close());

const authorized = async (card?: string): Promise<PaymentId> => {
  const answer = good(await opened.account.authorize(payment(await opened.token(card))));
  if (answer.status !== 'authorized') throw new Error(answer.status);
  return answer.paymentId;
};
const captured = async (card?: string): Promise<PaymentId> => {
  const paymentId = await authorized(card);
  good(await opened.account.capture({ idempotencyKey: `${paymentId}-c`, paymentId, amount: usd(1_999) }));
  return paymentId;
};
const bookOf = (id: PaymentId) => opened.stripe.books().charges.find((one) => one.payment_intent === id);

const DAY_MS = 24 * 3_600_000;

describe('fees', () => {
  it('of a capture are told at once, and again by the payment', async () => {
    const paymentId = await authorized();
    const capture = { idempotencyKey: 'c', paymentId, amount: usd(1_500), orderId: '4711' };
    const taken = good(await opened.account.capture(capture));
    expect(taken).toMatchObject({
      kind: 'capture',
      amount: usd(1_500),
      fee: usd(44 + 30),
      status: 'succeeded',
    });
    expect(good(await opened.account.retrieve(paymentId))?.movements).toEqual([taken]);
    expect(opened.stripe.books().intents[0]?.metadata).toMatchObject({ acp_order: '4711' });
  });

  it('are left out where Stripe does not say yet', async () => {
    const paymentId = await authorized();
    opened.stripe.faults.schedule({
      method: 'POST',
      path: '/v1/payment_intents/*/capture',
      when: 'after',
      effect: { kind: 'patch', merge: { latest_charge: { balance_transaction: null } } },
    });
    const taken = good(await opened.account.capture({ idempotencyKey: 'c', paymentId, amount: usd(1_999) }));
    expect(taken).not.toHaveProperty('fee');
  });

  it('of a dispute are told with it, and nothing is refunded meanwhile', async () => {
    const paymentId = await captured('pm_card_createDispute');
    const disputed = good(await opened.account.retrieve(paymentId));
    expect(disputed).toMatchObject({
      captured: usd(1_999),
      refunded: usd(0),
      movements: [
        { kind: 'capture', amount: usd(1_999) },
        { kind: 'dispute', amount: usd(1_999), fee: usd(1_500), status: 'pending' },
      ],
    });
    fails(await opened.account.refund({ idempotencyKey: 'r', paymentId, amount: usd(1) }), {
      kind: 'rejected',
      reason: 'wrong_state',
    });
  });

  it.each([
    ['won', 'failed'],
    ['lost', 'succeeded'],
  ] as const)('of a dispute that was %s stay; the money then is gone: %s', async (end, status) => {
    const paymentId = await captured('pm_card_createDispute');
    await opened.api(`/fake/disputes/${opened.stripe.books().disputes[0]?.id}/${end}`, {});
    expect(good(await opened.account.retrieve(paymentId))?.movements.at(-1)).toMatchObject({
      kind: 'dispute',
      status,
      fee: usd(1_500),
    });
  });
});

describe('a reservation', () => {
  it('that lapsed after seven days is not captured, and is known to be gone', async () => {
    const paymentId = await authorized();
    opened.stripe.clock.advance(7 * DAY_MS);
    const message = fails(
      await opened.account.capture({ idempotencyKey: 'c', paymentId, amount: usd(1_999) }),
      { kind: 'rejected', reason: 'wrong_state', outcome: 'not_applied' },
    );
    expect(message).toContain('canceled');
    expect(good(await opened.account.retrieve(paymentId))).toMatchObject({
      voided: true,
      captured: usd(0),
      movements: [],
    });
    expect(bookOf(paymentId)?.captured).toBe(false);
  });
});

describe('refunds', () => {
  it('are given once for a key, also when Stripe has forgotten the key', async () => {
    const paymentId = await captured();
    const refund = { idempotencyKey: 'r', paymentId, amount: usd(400), orderId: '4711' };
    const first = good(await opened.account.refund(refund));
    opened.stripe.clock.advance(2 * DAY_MS);
    expect(good(await opened.account.refund(refund))).toEqual(first);
    fails(await opened.account.refund({ ...refund, amount: usd(401) }), {
      kind: 'rejected',
      reason: 'idempotency_conflict',
      outcome: 'not_applied',
    });
    expect(bookOf(paymentId)?.amount_refunded).toBe(400);
    expect(opened.stripe.books().refunds).toMatchObject([
      { metadata: { acp_order: '4711', acp_idempotency_key: 'r' } },
    ]);
  });

  it('are summed beyond one page of the list', async () => {
    const paymentId = await captured();
    for (let made = 0; made < 101; made += 1)
      await opened.api('/v1/refunds', { payment_intent: paymentId, amount: 10 });
    const seen = good(await opened.account.retrieve(paymentId));
    expect(seen?.refunded).toEqual(usd(1_010));
    expect(seen?.movements).toHaveLength(102);
  });

  it.each([
    ['requested_by_customer', 'requested_by_customer'],
    ['order_failed', null],
  ] as const)('for the reason %s are booked as %s', async (reason, booked) => {
    const paymentId = await captured();
    good(await opened.account.refund({ idempotencyKey: 'r', paymentId, amount: usd(1), reason }));
    expect(opened.stripe.books().refunds).toMatchObject([{ reason: booked }]);
  });

  it.each([
    ['pending', 'pending', 400],
    ['requires_action', 'pending', 400],
    ['failed', 'failed', 0],
    ['canceled', 'failed', 0],
  ])('that Stripe calls %s are %s and count %d', async (status, expected, sum) => {
    const paymentId = await captured();
    const { id } = good(await opened.account.refund({ idempotencyKey: 'r', paymentId, amount: usd(400) }));
    const [refund] = (await opened.api(`/v1/refunds?payment_intent=${paymentId}`))[
      'data'
    ] as unknown as object[];
    opened.stripe.faults.schedule({
      method: 'GET',
      path: '/v1/refunds',
      when: 'after',
      effect: { kind: 'patch', merge: { data: [{ ...refund, status }] } },
    });
    expect(good(await opened.account.retrieve(paymentId))).toMatchObject({
      refunded: usd(sum),
      movements: [{ kind: 'capture' }, { id, kind: 'refund', status: expected }],
    });
  });
});

describe('a 500 that Stripe keeps under the key', () => {
  const writes = [
    [
      'authorize',
      '/v1/payment_intents',
      async () => {
        const request = payment(await opened.token());
        return () => opened.account.authorize(request);
      },
      () => opened.stripe.books().charges.length,
    ],
    [
      'capture',
      '/v1/payment_intents/*/capture',
      async () => {
        const paymentId = await authorized();
        return () => opened.account.capture({ idempotencyKey: 'k', paymentId, amount: usd(1_999) });
      },
      () => opened.stripe.books().charges.filter((one) => one.captured).length,
    ],
    [
      'void',
      '/v1/payment_intents/*/cancel',
      async () => {
        const paymentId = await authorized();
        return () => opened.account.void({ idempotencyKey: 'k', paymentId });
      },
      () => opened.stripe.books().intents.filter((one) => one.status === 'canceled').length,
    ],
    [
      'refund',
      '/v1/refunds',
      async () => {
        const paymentId = await captured();
        return () => opened.account.refund({ idempotencyKey: 'k', paymentId, amount: usd(100) });
      },
      () => opened.stripe.books().refunds.length,
    ],
  ] as const;

  it.each(writes)('does not stop %s, which is applied once', async (_name, path, prepare, applied) => {
    const send = await prepare();
    opened.stripe.failAndKeep({ path });
    fails(await send(), { kind: 'transient', outcome: 'unknown' });
    expect(applied()).toBe(0);
    good<unknown>(await send());
    good<unknown>(await send());
    expect(applied()).toBe(1);
  });

  it('of an authorise or a refund that was applied all the same is answered with what was done', async () => {
    for (const [, path, prepare, applied] of [writes[0], writes[3]]) {
      const send = await prepare();
      opened.stripe.failAndKeep({ path, applied: true });
      fails(await send(), { kind: 'transient', outcome: 'unknown' });
      const before = applied();
      good<unknown>(await send());
      expect(applied()).toBe(before);
    }
  });
});
