import { payWith } from '../support/hub-world';
import { memoryConnector } from '../support/memory-connector';
import { memoryProvider } from '../support/memory-provider';
import { sagaWorld, type SagaWorld } from '../support/saga-world';

/** The table "Races and who wins" of docs/payments.md, row by row. */
describe.each(['held', 'final'] as const)('%s placement', (placement) => {
  const shop = memoryConnector(placement);
  const psp = memoryProvider();
  let world: SagaWorld;

  beforeAll(async () => {
    world = await sagaWorld(shop, psp);
  }, 60_000);
  afterAll(() => world.close());
  afterEach(() => jest.restoreAllMocks());

  const cancel = (id: string) => world.agent.post(`/checkout_sessions/${id}/cancel`, {});
  const update = (id: string, quantity: number) =>
    world.agent.post(`/checkout_sessions/${id}`, { line_items: [{ id: 'sku-1', quantity }] });
  const timeIsOver = (id: string) =>
    world.rows(
      `UPDATE hub.checkout_sessions SET expires_at = now() - interval '1 h', version = version + 1,
         state = (state::jsonb || '{"expiresAt": "2020-01-01T00:00:00.000Z"}')::json
       WHERE session_id = $1`,
      [id],
    );
  const paid = (id: string) => ({
    payments: world.paymentsOf(id).map(({ status, amount }) => ({ status, amount })),
    orders: world.ordersOf(id).map(({ status }) => status),
  });
  const ONCE = { payments: [{ status: 'captured', amount: 2160 }], orders: ['paid'] };
  const NOTHING = { payments: [], orders: [] };
  /** The attempt is open, and its first effect under way. */
  const FIRST_EFFECT = 'placeOrder';

  test('two completes under one key: the first pays, the second is told to wait and then hears the same', async () => {
    const id = await world.open();
    const key = { 'idempotency-key': `twice-${id}` };
    const send = () => world.agent.post(`/checkout_sessions/${id}/complete`, payWith('tok_ok'), key);
    const { reached, go } = shop.pauseAt(FIRST_EFFECT);
    const first = send();
    await reached;
    expect(await send()).toMatchObject({ status: 409, json: { code: 'idempotency_in_flight' } });
    go();
    const answer = await first;
    expect(answer.json.status).toBe('completed');
    expect((await send()).text).toBe(answer.text);
    expect(paid(id)).toEqual(ONCE);
  });

  test('two completes under two keys: the second joins the first, and both hear of one sale', async () => {
    const id = await world.open();
    const { reached, go } = shop.pauseAt(FIRST_EFFECT);
    const first = world.complete(id);
    await reached;
    const joins = world.joined();
    const second = world.complete(id, 'tok_other');
    await joins;
    go();
    const answers = await Promise.all([first, second]);
    expect(answers.map(({ json }) => json.status)).toEqual(['completed', 'completed']);
    expect(answers[0].json.order).toEqual(answers[1].json.order);
    expect(paid(id)).toEqual(ONCE);
  });

  test('a complete sent again after its process died hears of the sale that a worker made of it', async () => {
    const id = await world.open();
    const send = (key: string) =>
      world.agent.post(`/checkout_sessions/${id}/complete`, payWith('tok_ok'), { 'idempotency-key': key });
    world.dieBefore('end');
    expect((await send(`died-${id}`)).status).toBeGreaterThanOrEqual(500);
    await world.rows(
      `UPDATE hub.payment_attempts SET lease_until = now() - interval '1 s', run_at = now() - interval '1 s'
       WHERE session_id = $1`,
      [id],
    );
    await world.recover();
    expect(await send(`died-${id}`)).toMatchObject({ status: 200, json: { id, status: 'completed' } });
    expect(await send(`other-${id}`)).toMatchObject({ status: 405, json: { code: 'session_closed' } });
    expect(paid(id)).toEqual(ONCE);
  });

  test.each([
    ['cancel', cancel],
    ['update', (id: string) => update(id, 3)],
  ] as const)('%s while a payment is under way: the payment wins', async (_, change) => {
    const id = await world.open();
    const { reached, go } = shop.pauseAt(FIRST_EFFECT);
    const complete = world.complete(id);
    await reached;
    expect(await change(id)).toMatchObject({ status: 409 });
    go();
    expect((await complete).json.status).toBe('completed');
    expect(paid(id)).toEqual(ONCE);
  });

  test('cancel before the payment is opened: the cancellation wins, and nothing is charged', async () => {
    const id = await world.open();
    const { reached, go } = shop.pauseAt('quote');
    const complete = world.complete(id);
    await reached;
    expect((await cancel(id)).json.status).toBe('canceled');
    go();
    expect(await complete).toMatchObject({ status: 405, json: { code: 'session_closed' } });
    expect(paid(id)).toEqual(NOTHING);
  });

  test('update before the payment is opened: it is paid as if the update had come first', async () => {
    const id = await world.open();
    const { reached, go } = shop.pauseAt('quote');
    const complete = world.complete(id);
    await reached;
    expect((await update(id, 3)).json.status).toBe('ready_for_payment');
    go();
    expect((await complete).json.status).toBe('completed');
    expect(paid(id)).toEqual({ payments: [{ status: 'captured', amount: 3240 }], orders: ['paid'] });
  });

  test('expiry before the payment is opened: expired, and nothing is charged', async () => {
    const id = await world.open();
    const { reached, go } = shop.pauseAt('quote');
    const complete = world.complete(id);
    await reached;
    await timeIsOver(id);
    go();
    expect(await complete).toMatchObject({ status: 405, json: { code: 'session_closed' } });
    expect(paid(id)).toEqual(NOTHING);
  });

  test('expiry while a payment is under way: the payment wins, and a complete that comes later joins it', async () => {
    const id = await world.open();
    world.dieBefore('progress');
    await world.complete(id);
    await timeIsOver(id);
    await world.release();
    expect(await world.statusOf(id)).toBe('complete_in_progress');
    await world.rows(
      `UPDATE hub.payment_attempts SET lease_until = now() - interval '1 s' WHERE session_id = $1`,
      [id],
    );
    expect((await world.complete(id, 'tok_other')).json.status).toBe('completed');
    expect(paid(id)).toEqual(ONCE);
  });

  test('expiry while a payment is under way that fails: expired, and what was held is released', async () => {
    const id = await world.open();
    world.dieBefore('end');
    await world.complete(id, 'tok_declined');
    await timeIsOver(id);
    expect(await world.statusOf(id)).toBe('complete_in_progress');
    await world.recover();
    expect(await world.complete(id)).toMatchObject({ status: 405, json: { code: 'session_closed' } });
    await world.release();
    expect(await world.statusOf(id)).toBe('expired');
    expect(paid(id).orders.every((status) => status === 'canceled')).toBe(true);
    expect(paid(id).payments.map(({ status }) => status)).toEqual(['declined']);
  });

  test('a price that changed since the last quote: shown, and nothing is placed or charged', async () => {
    const id = await world.open();
    shop.state.unit = 900;
    const answer = await world.complete(id);
    shop.state.unit = 1_000;
    expect(answer.json.status).toBe('ready_for_payment');
    expect(answer.json.messages).toContainEqual(expect.objectContaining({ code: 'price_change' }));
    expect(paid(id)).toEqual(NOTHING);
  });

  test('stock that went since the last quote: said, and nothing is placed or charged', async () => {
    const id = await world.open();
    shop.state.soldOut = true;
    const answer = await world.complete(id);
    shop.state.soldOut = false;
    expect(answer.json.status).toBe('not_ready_for_payment');
    expect(answer.json.messages).toContainEqual(expect.objectContaining({ code: 'out_of_stock' }));
    expect(paid(id)).toEqual(NOTHING);
  });

  test('a price that changes after the quote and before the order: the shop refuses, and nothing is kept', async () => {
    const id = await world.open();
    const { reached, go } = shop.pauseAt('placeOrder');
    const complete = world.complete(id);
    await reached;
    shop.state.unit = 900;
    go();
    const answer = await complete;
    shop.state.unit = 1_000;
    expect(answer.json.status).toBe('ready_for_payment');
    expect(answer.json.messages).toContainEqual(expect.objectContaining({ code: 'price_change' }));
    expect(paid(id).orders).toEqual([]);
    expect(paid(id).payments.every(({ status }) => status === 'voided')).toBe(true);
  });
});
