import { agentOf, hubWorld, payWith, sampleCheckout } from '../support/hub-world';
import { memoryConnector } from '../support/memory-connector';

/** Reserved, and neither taken nor given back. */
const holds = (payment: { authorized: number; captured: number; voided: number }): boolean =>
  payment.authorized > payment.captured + payment.voided;

describe.each(['held', 'final'] as const)('%s placement', (placement) => {
  const shop = memoryConnector(placement);
  let world: Awaited<ReturnType<typeof hubWorld>>;
  let agent: ReturnType<typeof agentOf>;

  beforeAll(async () => {
    world = await hubWorld({ connector: shop.connector, environment: { HUB_COMPLETE_DEADLINE_MS: '4000' } });
    agent = agentOf(world.baseUrl, (await world.merchant('atlas')).token);
  }, 60_000);
  afterAll(() => world.close());

  const open = async (): Promise<string> => {
    const { json } = await agent.post('/checkout_sessions', sampleCheckout);
    return json.id;
  };
  const complete = (id: string, body: unknown = payWith('tok_sandbox_ok')) =>
    agent.post(`/checkout_sessions/${id}/complete`, body);
  const ordersOf = (id: string) => shop.orders().filter(({ sessionId }) => sessionId === id);
  const paymentsOf = (id: string) =>
    world.psp.payments().filter(({ reference }) => JSON.stringify(reference).includes(id));
  /** Money taken or held, by the provider's books. */
  const moneyOf = (id: string) =>
    paymentsOf(id).map(({ captured, refunded, authorized, voided }) => ({
      authorized,
      captured,
      refunded,
      voided,
    }));
  const settled = async (id: string, status: string): Promise<void> => {
    for (let round = 0; round < 100; round += 1) {
      const { json } = await agent.get(`/checkout_sessions/${id}`);
      if (json.status === status) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${id} never became ${status}.`);
  };

  test('pays once and orders once', async () => {
    const id = await open();
    expect(await complete(id)).toMatchObject({ status: 200, json: { status: 'completed' } });
    expect(ordersOf(id)).toMatchObject([{ status: 'paid', payments: [{ amount: 2160 }] }]);
    expect(paymentsOf(id)).toHaveLength(1);
  });

  test('a decline leaves the session open, and a new token succeeds', async () => {
    const id = await open();
    const declined = await complete(id, payWith('tok_sandbox_declined'));
    expect(declined).toMatchObject({ status: 200, json: { status: 'ready_for_payment' } });
    expect(declined.json.messages).toContainEqual(
      expect.objectContaining({ type: 'error', code: 'payment_declined' }),
    );
    expect(ordersOf(id).filter(({ status }) => status === 'paid')).toEqual([]);
    expect(await complete(id)).toMatchObject({ json: { status: 'completed' } });
    expect(ordersOf(id)).toHaveLength(1);
  });

  test('a held order of a declined attempt is cancelled with its session', async () => {
    const id = await open();
    await complete(id, payWith('tok_sandbox_declined'));
    expect(await agent.post(`/checkout_sessions/${id}/cancel`, {})).toMatchObject({
      status: 200,
      json: { status: 'canceled' },
    });
    for (let round = 0; round < 100 && ordersOf(id).some(({ status }) => status !== 'canceled'); round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(ordersOf(id).map(({ status }) => status)).toEqual(placement === 'held' ? ['canceled'] : []);
  }, 20_000);

  test('3-D Secure is asked for, and the payment goes on with its result', async () => {
    const id = await open();
    const asked = await complete(id, payWith('tok_sandbox_requires_3ds'));
    expect(asked).toMatchObject({ status: 200, json: { status: 'authentication_required' } });
    expect(asked.json).toHaveProperty('authentication_metadata.acquirer_details');
    expect(await complete(id, payWith('tok_sandbox_requires_3ds'))).toMatchObject({
      status: 400,
      json: { code: 'requires_3ds', param: '$.authentication_result' },
    });
    const result = {
      outcome: 'authenticated',
      outcome_details: {
        three_ds_cryptogram: 'AAIBBYNoEwAAACcKhAJkdQAAAAA=',
        electronic_commerce_indicator: '05',
        transaction_id: 'tx',
        version: '2.2.0',
      },
    };
    const paid = await complete(id, {
      ...payWith('tok_sandbox_requires_3ds'),
      authentication_result: result,
    });
    expect(paid).toMatchObject({ status: 200, json: { status: 'completed' } });
    expect(ordersOf(id)).toMatchObject([{ status: 'paid' }]);
  });

  test('an agent of 2025-09-29, which has no 3-D Secure, pays by another card instead', async () => {
    const id = await open();
    const oldest = (token: string) =>
      agent.post(
        `/checkout_sessions/${id}/complete`,
        { payment_data: { token, provider: 'stripe' } },
        { 'api-version': '2025-09-29' },
      );
    const asked = await oldest('tok_sandbox_requires_3ds');
    expect(asked).toMatchObject({ status: 200, json: { status: 'not_ready_for_payment' } });
    expect(asked.json.messages).toEqual([expect.objectContaining({ code: 'requires_3ds' })]);
    expect(await oldest('tok_sandbox_ok')).toMatchObject({ status: 200, json: { status: 'completed' } });
    expect(ordersOf(id)).toMatchObject([{ status: 'paid', payments: [{ amount: 2160 }] }]);
    for (let round = 0; round < 100 && moneyOf(id).some(holds); round += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(moneyOf(id).filter(holds)).toEqual([]);
    expect(moneyOf(id).reduce((sum, { captured, refunded }) => sum + captured - refunded, 0)).toBe(2160);
  }, 30_000);

  test('a price that moved is shown before anything is placed or charged', async () => {
    const id = await open();
    shop.state.unit = 900;
    const changed = await complete(id);
    shop.state.unit = 1_000;
    expect(changed).toMatchObject({ status: 200, json: { status: 'ready_for_payment' } });
    expect(changed.json.messages).toContainEqual(expect.objectContaining({ code: 'price_change' }));
    expect([ordersOf(id), paymentsOf(id)]).toEqual([[], []]);
  });

  test.each(['placeOrder', 'confirmOrder'] as const)(
    'an answer of %s that is lost after it was applied is found again',
    async (operation) => {
      const id = await open();
      shop.faults.push({ operation, fault: 'unknown_after' });
      await complete(id);
      await settled(id, 'completed');
      expect(ordersOf(id)).toMatchObject([{ status: 'paid', payments: [{ amount: 2160 }] }]);
      expect(paymentsOf(id)).toHaveLength(1);
    },
  );

  test.each(['tok_sandbox_timeout_before', 'tok_sandbox_timeout_after'])(
    '%s is resolved by looking the payment up',
    async (token) => {
      const id = await open();
      await complete(id, payWith(token));
      await settled(id, 'completed');
      expect(moneyOf(id)).toMatchObject([{ captured: 2160, refunded: 0 }]);
    },
    30_000,
  );

  test('sold out while placing: nothing is charged', async () => {
    const id = await open();
    shop.faults.push({ operation: 'placeOrder', fault: 'out_of_stock' });
    const answer = await complete(id);
    expect(answer.status).toBe(200);
    expect(answer.json.status).not.toBe('completed');
    expect(moneyOf(id).every(({ captured, voided }) => captured === 0 && voided)).toBe(true);
  });

  test('a platform that refuses a captured order gets it cancelled and the buyer refunded', async () => {
    const id = await open();
    shop.faults.push({ operation: 'confirmOrder', fault: 'order_state' });
    const answer = await complete(id);
    expect(answer.json.status).toBe('ready_for_payment');
    expect(moneyOf(id)).toMatchObject([{ captured: 2160, refunded: 2160 }]);
    expect(ordersOf(id).map(({ status }) => status)).toEqual(['canceled']);
  });

  test('a capture that lapses takes nothing and leaves no order to be sent', async () => {
    const id = await open();
    const answer = await complete(id, payWith('tok_sandbox_lapses'));
    expect(answer.json.status).toBe('ready_for_payment');
    expect(moneyOf(id)).toMatchObject([{ captured: 0 }]);
    expect(ordersOf(id).some(({ status }) => status === 'paid')).toBe(false);
  });

  test('a store that is down before anything was placed: 503, and the same request works later', async () => {
    const id = await open();
    shop.faults.push({ operation: 'quote', fault: 'refused' });
    const headers = { 'idempotency-key': `down-${id}` };
    const refused = await agent.post(`/checkout_sessions/${id}/complete`, payWith('tok_sandbox_ok'), headers);
    expect(refused).toMatchObject({ status: 503, json: { type: 'service_unavailable' } });
    const later = await agent.post(`/checkout_sessions/${id}/complete`, payWith('tok_sandbox_ok'), headers);
    expect(later).toMatchObject({ status: 200, json: { status: 'completed' } });
  });

  test('ten completes at once with ten keys pay once', async () => {
    const id = await open();
    const answers = await Promise.all(Array.from({ length: 10 }, () => complete(id)));
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    await settled(id, 'completed');
    expect(paymentsOf(id)).toHaveLength(1);
    expect(ordersOf(id)).toMatchObject([{ status: 'paid' }]);
  });

  test('complete against cancel and update: one defined winner', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await open();
      const [paid, cancelled] = await Promise.all([
        complete(id),
        agent.post(`/checkout_sessions/${id}/cancel`, {}),
        agent.post(`/checkout_sessions/${id}`, { buyer: { email: 'new@example.com' } }),
      ]);
      const { json } = await agent.get(`/checkout_sessions/${id}`);
      expect(['completed', 'canceled']).toContain(json.status);
      expect(ordersOf(id).filter(({ status }) => status === 'paid')).toHaveLength(
        json.status === 'completed' ? 1 : 0,
      );
      expect([paid.status, cancelled.status].every((status) => status < 500)).toBe(true);
    }
  });

  test('without an e-mail nothing is charged and the message says where it belongs', async () => {
    const { json } = await agent.post('/checkout_sessions', { ...sampleCheckout, buyer: undefined });
    const answer = await complete(json.id);
    expect(answer.json.messages).toContainEqual(
      expect.objectContaining({ code: 'missing', param: '$.buyer.email' }),
    );
    expect([ordersOf(json.id), paymentsOf(json.id)]).toEqual([[], []]);
  });
});
