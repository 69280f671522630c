import type { Clock } from '../../../src/clock';
import type { memoryConnector } from '../memory-connector';
import type { memoryProvider } from '../memory-provider';
import type { SagaWorld } from '../saga-world';
import { Complete } from './agent';
import { refundedOf } from './back-office';
import { Create } from './create';
import type { Model, Seen } from './model';

export interface Real {
  readonly world: SagaWorld;
  readonly shop: ReturnType<typeof memoryConnector>;
  readonly psp: ReturnType<typeof memoryProvider>;
  readonly clock: Clock;
  readonly seen: Seen;
}

export function setClock({ clock }: Real, offset: number): void {
  jest.spyOn(clock, 'now').mockImplementation(() => new Date(Date.now() + offset));
}

function calm(real: Real): void {
  jest.restoreAllMocks();
  Object.assign(real.shop.state, { unit: 1_000, soldOut: false });
  real.shop.faults.splice(0);
  real.psp.faults.splice(0);
}

/** Sessions are new in each run, and the first of them is sold; shop and provider are at peace. */
export async function startOf(real: Real): Promise<{ model: Model; real: Real }> {
  calm(real);
  const model: Model = { sessions: [], unit: 1_000, soldOut: false, offset: 0, seen: real.seen };
  for (let count = 0; count < 3; count += 1) await new Create().run(model, real);
  await new Complete(0, 'tok_ok', false, undefined).run(model, real);
  return { model, real };
}

/** All comes to rest, what is open is cancelled; then the books alone must say that all is well. */
export async function endOf(real: Real): Promise<void> {
  const { world } = real;
  calm(real);
  for (let round = 0; round < 20 && (await unfinished(world)) > 0; round += 1) await world.recover();
  expect(await unfinished(world)).toBe(0);
  const sessions = await world.rows<{ session_id: string; status: string }>(
    'SELECT session_id, status FROM hub.checkout_sessions',
  );
  for (const { session_id: id, status } of sessions)
    if (!OVER.has(status)) await world.agent.post(`/checkout_sessions/${id}/cancel`, {});
  await world.rows(
    `UPDATE hub.checkout_sessions SET created_at = now() - interval '1 h', updated_at = now() - interval '1 h'`,
  );
  await world.release();
  await moneySettled(world);
  await expectBooksInOrder(real);
  await world.rows('DELETE FROM hub.orders');
  await world.rows('DELETE FROM hub.checkout_sessions');
  await world.rows('DELETE FROM hub.payment_attempts');
}

const OVER: ReadonlySet<string> = new Set(['completed', 'canceled', 'expired']);

async function unfinished({ rows }: SagaWorld): Promise<number> {
  const open = await rows(`SELECT FROM hub.payment_attempts WHERE state IN ('open', 'manual')`);
  return open.length;
}

/** Waits of a refund are its own, and short. */
async function moneySettled(world: SagaWorld): Promise<void> {
  for (let round = 0; round < 100; round += 1) {
    await world.followMoney();
    const open = await world.rows(`SELECT FROM hub.refunds WHERE state IN ('open', 'manual')
      UNION ALL SELECT FROM hub.orders WHERE money_run_at IS NOT NULL`);
    if (open.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('Refunds never come to an end.');
}

/** The order that was sold stays the sold one when it is cancelled or refunded afterwards. */
async function expectBooksInOrder({ world, seen }: Real): Promise<void> {
  const sessions = await world.rows<{ session_id: string; status: string }>(
    'SELECT session_id, status FROM hub.checkout_sessions',
  );
  for (const { session_id: id, status } of sessions) {
    const isSold = status === 'completed';
    const payments = world.paymentsOf(id);
    const orders = world.ordersOf(id);
    const paid = orders.filter((order) => order.payments.length > 0 && (isSold || order.status === 'paid'));
    const [sold] = paid;
    const left = sold === undefined || sold.status === 'canceled' ? 0 : sold.total - refundedOf(sold);
    if (isSold && left < (sold?.total ?? 0)) seen.givenBack += 1;
    const charged = payments.filter((payment) => payment.status === 'captured');
    const books = {
      status,
      paid: paid.length,
      charged: isSold ? charged.length : charged.filter(({ amount, refunded }) => amount > refunded).length,
      keptAtProvider: charged.reduce((sum, { amount, refunded }) => sum + amount - refunded, 0),
      held: payments.filter((payment) => ['authorized', 'authentication'].includes(payment.status)).length,
      left: orders.filter((order) => order.status === 'awaiting_payment').length,
      hub: await world.booksOf(id),
    };
    const kept = isSold ? left : 0;
    expect(books).toEqual({
      status,
      paid: isSold ? 1 : 0,
      charged: isSold ? 1 : 0,
      keptAtProvider: kept,
      held: 0,
      left: 0,
      hub: { held: 0, kept },
    });
  }
}
