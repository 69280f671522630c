import { CountCases } from '../../src/payments/cases/count-cases';
import { CaseRepository } from '../../src/persistence/payments/case-repository';
import { psp, shop } from '../support/extension';
import { sagaWorld, type SagaWorld } from '../support/saga-world';

let world: SagaWorld;

beforeAll(async () => {
  world = await sagaWorld(shop, psp);
}, 60_000);
afterAll(() => world.close());

/** Captured, refused by the shop for good, and the refund refused too. */
async function stuckWithMoney(): Promise<{ id: string; attemptId: string }> {
  const id = await world.open();
  shop.faults.push({ operation: 'confirmOrder', fault: 'order_state' });
  psp.faults.push({ operation: 'refund', fault: 'rejected' }, { operation: 'refund', fault: 'rejected' });
  await world.complete(id);
  const [attempt] = await world.attemptsOf(id);
  return { id, attemptId: attempt!.attempt_id };
}
const settle = (attemptId: string, as: string, ...more: string[]) =>
  world.hub(['cases', 'settle', attemptId, '--as', as, '--note', 'ticket 4711', ...more]);
const orderOf = (id: string) => world.ordersOf(id)[0]!;
const paymentOf = (id: string) => world.paymentsOf(id)[0]!;
/** What a person does at the provider and at the shop. */
function giveBack(id: string): void {
  const payment = paymentOf(id);
  payment.refunded = payment.amount;
  payment.movements.push({
    id: `by_hand_${payment.id}`,
    kind: 'refund',
    amount: { amount: payment.amount, currency: payment.movements[0]!.amount.currency },
    status: 'succeeded',
    at: new Date().toISOString(),
  });
}

test('is listed and shown with what is known, in words and as a document', async () => {
  const { id, attemptId } = await stuckWithMoney();
  const listed = (await world.hub(['cases', 'list', '--json'])).json();
  expect(listed).toContainEqual(
    expect.objectContaining({ case_id: attemptId, kind: 'manual', session_id: id }),
  );
  expect((await world.hub(['cases', 'show', attemptId, '--json'])).json()).toMatchObject({
    why: 'undo_payment: refused: the payment is in another state',
    facts: { total: 2160, currency: 'USD', money: 'taken', payment: paymentOf(id).id },
    settlements: ['order_kept', 'refunded', 'canceled'],
  });
  const shown = await world.hub(['cases', 'show', attemptId]);
  expect(shown.out).toContain('undo_payment: refused');
  expect(shown.out).not.toContain('tok_ok');
  let told = -1;
  await new CountCases(new CaseRepository(world.directory), (count) => (told = count)).execute();
  expect(told).toBeGreaterThan(0);
});

test('is one line of the list, also where a provider complains in several', async () => {
  const { id, attemptId } = await stuckWithMoney();
  await world.rows(
    `UPDATE hub.payment_attempts
     SET saga = replace(saga::text, 'is in another state', E'is\\\\r\\\\n\\\\tin another\\\\u001b[31m state')::json
     WHERE session_id = $1`,
    [id],
  );
  const listed = (await world.hub(['cases', 'list', '--json'])).json() as { case_id: string; why: string }[];
  expect(listed.find(({ case_id }) => case_id === attemptId)?.why).toContain('is\r\n\tin another\u001b[31m');
  const lines = (await world.hub(['cases', 'list'])).out.trimEnd().split('\n');
  expect(lines).toHaveLength(listed.length + 1);
  expect(lines.find((line) => line.startsWith(attemptId))).toMatch(/the payment is in another \[31m state$/);
});

test('is not settled as refunded while money or order stand, and then is: the buyer may pay anew', async () => {
  const { id, attemptId } = await stuckWithMoney();
  const early = await settle(attemptId, 'refunded');
  expect(early).toMatchObject({ code: 1, error: expect.stringContaining('still holds or keeps money') });
  giveBack(id);
  orderOf(id).status = 'paid';
  const standing = await settle(attemptId, 'refunded');
  expect(standing).toMatchObject({ code: 1, error: expect.stringContaining('still stands at the shop') });
  expect((await world.complete(id)).json.status).toBe('complete_in_progress');
  orderOf(id).status = 'canceled';
  expect(await settle(attemptId, 'refunded', '--json')).toMatchObject({ code: 0 });
  expect(await world.statusOf(id)).toBe('ready_for_payment');
  expect(await world.booksOf(id)).toEqual({ held: 0, kept: 0 });
  expect((await world.complete(id)).json.status).toBe('completed');
  expect(await settle(attemptId, 'refunded')).toMatchObject({ code: 1 });
});

test('settled as canceled ends the checkout', async () => {
  const { id, attemptId } = await stuckWithMoney();
  giveBack(id);
  orderOf(id).status = 'canceled';
  expect(await settle(attemptId, 'canceled')).toMatchObject({ code: 0 });
  expect(await world.statusOf(id)).toBe('canceled');
});

test('settled on the operator’s word when nobody can be asked any more', async () => {
  const { id, attemptId } = await stuckWithMoney();
  expect(await settle(attemptId, 'refunded', '--unverified')).toMatchObject({ code: 0 });
  expect(await world.booksOf(id)).toEqual({ held: 0, kept: 0 });
});

test('settled as order_kept completes the checkout with the order as the shop has it', async () => {
  const { id, attemptId } = await stuckWithMoney();
  orderOf(id).status = 'paid';
  expect(await settle(attemptId, 'order_kept')).toMatchObject({ code: 0 });
  expect(await world.statusOf(id)).toBe('completed');
  expect(await world.booksOf(id)).toEqual({ held: 0, kept: 2160 });
  expect(await world.rows('SELECT platform_order_id FROM hub.orders WHERE session_id = $1', [id])).toEqual([
    { platform_order_id: orderOf(id).id },
  ]);
  expect(await world.rows('SELECT event FROM hub.outbox ORDER BY created_at DESC LIMIT 1')).toEqual([
    { event: 'order_create' },
  ]);
});

test('an order that the shop has cancelled is not kept', async () => {
  const { id, attemptId } = await stuckWithMoney();
  orderOf(id).status = 'canceled';
  expect(await settle(attemptId, 'order_kept')).toMatchObject({
    code: 1,
    error: expect.stringContaining('no such order any more'),
  });
});

test('is tried again once what was in the way is mended', async () => {
  const { id, attemptId } = await stuckWithMoney();
  expect(await world.hub(['cases', 'retry', attemptId])).toMatchObject({ code: 0 });
  await world.recover();
  expect(await world.statusOf(id)).toBe('ready_for_payment');
  expect(paymentOf(id)).toMatchObject({ refunded: 2160 });
  expect(orderOf(id).status).toBe('canceled');
});

test('an attempt that is tried for long is shown, and not to be settled', async () => {
  const id = await world.open();
  shop.faults.push({ operation: 'confirmOrder', fault: 'unknown_before' });
  world.dieBefore('progress', 2);
  await world.complete(id);
  const [attempt] = await world.attemptsOf(id);
  await world.rows(
    `UPDATE hub.payment_attempts SET created_at = now() - interval '1 h' WHERE attempt_id = $1`,
    [attempt!.attempt_id],
  );
  expect((await world.hub(['cases', 'list', '--json'])).json()).toContainEqual(
    expect.objectContaining({ case_id: attempt!.attempt_id, kind: 'stuck', settlements: [] }),
  );
  expect(await settle(attempt!.attempt_id, 'refunded')).toMatchObject({
    code: 1,
    error: expect.stringContaining('still being tried'),
  });
  await world.recover();
  expect(await world.statusOf(id)).toBe('completed');
});

test('says what there is to be done with a case that there is not, and with a way that there is not', async () => {
  expect(await world.hub(['cases', 'show', 'pay_none'])).toMatchObject({
    code: 1,
    error: expect.stringContaining('hub cases list'),
  });
  const { attemptId } = await stuckWithMoney();
  expect(await settle(attemptId, 'forgotten')).toMatchObject({
    code: 1,
    error: expect.stringContaining('order_kept, refunded, canceled'),
  });
});
