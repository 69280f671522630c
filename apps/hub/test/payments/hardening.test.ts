import { memoryConnector } from '../support/memory-connector';
import { memoryProvider } from '../support/memory-provider';
import { authenticated, sagaWorld, type SagaWorld } from '../support/saga-world';

const NOTHING = { held: 0, kept: 0 };

describe.each(['held', 'final'] as const)('%s placement', (placement) => {
  const shop = memoryConnector(placement);
  const psp = memoryProvider();
  let world: SagaWorld;

  beforeAll(async () => {
    world = await sagaWorld(shop, psp);
  }, 60_000);
  afterAll(() => world.close());
  afterEach(() => jest.restoreAllMocks());

  const heldNow = (id: string) => world.paymentsOf(id).map(({ status, refunded }) => ({ status, refunded }));

  test('a payment whose answer was lost and that is refused afterwards is found and voided', async () => {
    const id = await world.open();
    psp.faults.push({ operation: 'authorize', fault: 'unknown_after' });
    psp.faults.push({ operation: 'authorize', fault: 'rejected' });
    psp.state.hiddenLookUps = 1;
    const answer = await world.complete(id);
    expect(answer.json.status).toBe('ready_for_payment');
    expect(heldNow(id)).toEqual([{ status: 'voided', refunded: 0 }]);
    expect(await world.booksOf(id)).toEqual(NOTHING);
  });

  test('a refund whose answer was lost stands in the books all the same', async () => {
    const id = await world.open();
    shop.faults.push({ operation: 'confirmOrder', fault: 'order_state' });
    psp.faults.push({ operation: 'refund', fault: 'unknown_after' });
    expect((await world.complete(id)).json.status).toBe('ready_for_payment');
    expect(heldNow(id)).toEqual([{ status: 'captured', refunded: 2160 }]);
    expect(await world.booksOf(id)).toEqual(NOTHING);
    expect(world.ordersOf(id).map(({ status }) => status)).toEqual(['canceled']);
  });

  test('a void that somebody did at the provider meanwhile is no refusal', async () => {
    const id = await world.open();
    psp.faults.push({ operation: 'capture', fault: 'rejected' });
    psp.faults.push({ operation: 'void', fault: 'done_by_another' });
    expect((await world.complete(id)).json.status).toBe('ready_for_payment');
    expect(heldNow(id)).toEqual([{ status: 'voided', refunded: 0 }]);
  });

  test('a refund that the provider refuses leaves the case to a person, and the session unpayable', async () => {
    const id = await world.open();
    shop.faults.push({ operation: 'confirmOrder', fault: 'order_state' });
    psp.faults.push({ operation: 'refund', fault: 'rejected' }, { operation: 'refund', fault: 'rejected' });
    expect((await world.complete(id)).json.status).toBe('complete_in_progress');
    expect(await world.attemptsOf(id)).toMatchObject([{ state: 'manual', step: 'undo_payment' }]);
    await world.recover();
    expect((await world.complete(id)).json.status).toBe('complete_in_progress');
    expect(world.paymentsOf(id)).toHaveLength(1);
  });

  test('a payment under way keeps no other session from expiring', async () => {
    const [stuck, idle] = [await world.open(), await world.open()];
    world.dieBefore('progress');
    await world.complete(stuck);
    await world.rows(
      `UPDATE hub.checkout_sessions SET expires_at = now() - interval '1 h'
      WHERE session_id = ANY($1)`,
      [[stuck, idle]],
    );
    const due = await world.directory.due('expired_sessions', new Date(), 1_000);
    const ids = due.map((each) => each.id);
    expect(ids).toContain(idle);
    expect(ids).not.toContain(stuck);
    await world.recover();
    expect(await world.statusOf(stuck)).toBe('completed');
  });

  test('what is due is due by the database’s clock, whatever the process believes', async () => {
    const id = await world.open();
    world.dieBefore('progress');
    await world.complete(id);
    await world.rows(
      `UPDATE hub.payment_attempts SET run_at = now() - interval '1 s' WHERE session_id = $1`,
      [id],
    );
    expect(await world.directory.due('due_attempts', new Date(0), 1_000)).toHaveLength(1);
    await world.recover();
    expect(await world.statusOf(id)).toBe('completed');
  });

  test('a bug in the way of a step costs a try and not the attempt', async () => {
    const id = await world.open();
    shop.faults.push({ operation: 'confirmOrder', fault: 'broken' });
    expect((await world.complete(id)).json.status).toBe('completed');
    expect(world.ordersOf(id)).toMatchObject([{ status: 'paid', payments: [{ amount: 2160 }] }]);
  });

  test('an order at another total is cancelled, even when the shop is away just then', async () => {
    const id = await world.open();
    shop.faults.push({ operation: 'placeOrder', fault: 'wrong_total' });
    for (let count = 0; count < 3; count += 1)
      shop.faults.push({ operation: 'cancelOrder', fault: 'refused' });
    await world.complete(id);
    await world.recover();
    expect(await world.statusOf(id)).toBe('ready_for_payment');
    expect(world.ordersOf(id).map(({ status }) => status)).toEqual(['canceled']);
    expect(heldNow(id).every(({ status }) => status === 'voided')).toBe(true);
  });

  test('3-D Secure goes on with the payment that asked for it', async () => {
    const id = await world.open();
    expect((await world.complete(id, 'tok_3ds')).json.status).toBe('authentication_required');
    expect((await world.complete(id, 'tok_3ds', authenticated)).json.status).toBe('completed');
    expect(heldNow(id)).toEqual([{ status: 'captured', refunded: 0 }]);
  });

  test.each(['canceled', 'expired'] as const)(
    'a payment that waits for 3-D Secure is voided when its session is %s',
    async (how) => {
      const id = await world.open();
      await world.complete(id, 'tok_3ds');
      await world.release();
      expect(heldNow(id)).toEqual([{ status: 'authentication', refunded: 0 }]);
      if (how === 'canceled') await world.agent.post(`/checkout_sessions/${id}/cancel`, {});
      else
        await world.rows(
          `UPDATE hub.checkout_sessions SET expires_at = now() - interval '1 h' WHERE session_id = $1`,
          [id],
        );
      await world.release();
      expect(heldNow(id)).toEqual([{ status: 'voided', refunded: 0 }]);
      expect(world.ordersOf(id).every(({ status }) => status === 'canceled')).toBe(true);
    },
  );

  test('an agent without 3-D Secure leaves no payment waiting, and pays by another', async () => {
    const id = await world.open({ capabilities: { interventions: { supported: [] } } });
    expect((await world.complete(id, 'tok_3ds')).json.status).toBe('requires_escalation');
    await world.agent.post(`/checkout_sessions/${id}`, { line_items: [{ id: 'sku-1', quantity: 2 }] });
    expect((await world.complete(id)).json.status).toBe('completed');
    await world.release();
    expect(heldNow(id).map(({ status }) => status)).toEqual(['voided', 'captured']);
    expect(world.ordersOf(id).filter(({ status }) => status === 'paid')).toHaveLength(1);
  });

  test('an attempt of a merchant that was disabled meanwhile is finished', async () => {
    const id = await world.open();
    world.dieBefore('progress');
    await world.complete(id);
    await world.rows('UPDATE hub.tenants SET disabled_at = now()');
    await world.rows('UPDATE hub.connections SET disabled_at = now()');
    await world.recover();
    await world.rows('UPDATE hub.tenants SET disabled_at = NULL');
    await world.rows('UPDATE hub.connections SET disabled_at = NULL');
    expect(await world.attemptsOf(id)).toMatchObject([{ state: 'succeeded' }]);
  });
});

describe('a held order of an earlier attempt', () => {
  const shop = memoryConnector('held');
  const psp = memoryProvider();
  let world: SagaWorld;

  beforeAll(async () => {
    world = await sagaWorld(shop, psp);
  }, 60_000);
  afterAll(() => world.close());

  const declined = async (): Promise<string> => {
    const id = await world.open();
    await world.complete(id, 'tok_declined');
    return id;
  };

  test('that the merchant deleted is made anew', async () => {
    const id = await declined();
    shop.forget(world.ordersOf(id)[0]!.id);
    expect((await world.complete(id)).json.status).toBe('completed');
    expect(world.ordersOf(id)).toMatchObject([{ status: 'paid' }]);
  });

  test('that the merchant cancelled is made anew', async () => {
    const id = await declined();
    world.ordersOf(id)[0]!.status = 'canceled';
    expect((await world.complete(id)).json.status).toBe('completed');
    expect(world.ordersOf(id).map(({ status }) => status)).toEqual(['canceled', 'paid']);
  });

  test('that was paid otherwise is not paid again, nor cancelled with the session, and is reported', async () => {
    const id = await declined();
    world.ordersOf(id)[0]!.status = 'paid';
    const answer = await world.complete(id);
    expect(answer.json.messages).toContainEqual(expect.objectContaining({ code: 'conflict' }));
    await world.agent.post(`/checkout_sessions/${id}/cancel`, {});
    await world.release();
    expect(world.ordersOf(id)).toMatchObject([{ status: 'paid' }]);
    expect(world.paymentsOf(id).map(({ status }) => status)).toEqual(['declined']);
    expect(await world.rows('SELECT code FROM hub.findings WHERE session_id = $1', [id])).toEqual([
      { code: 'order_paid_otherwise' },
    ]);
  });

  test('of a shop that is away does not keep the orders of others from being released', async () => {
    const [first, second] = [await declined(), await declined()];
    await world.agent.post(`/checkout_sessions/${first}/cancel`, {});
    await world.agent.post(`/checkout_sessions/${second}/cancel`, {});
    shop.faults.push({ operation: 'getOrder', fault: 'refused' });
    await world.release();
    const due = await world.directory.due('held_orders', new Date(), 1_000);
    expect(due).toEqual([]);
    expect(world.ordersOf(second)).toMatchObject([{ status: 'canceled' }]);
    await world.rows("UPDATE hub.checkout_sessions SET release_at = now() - interval '1 s'");
    await world.release();
    expect(world.ordersOf(first)).toMatchObject([{ status: 'canceled' }]);
  });
});
