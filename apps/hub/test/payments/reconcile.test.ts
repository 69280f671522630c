import { Reconcile } from '../../src/payments/reconcile/reconcile';
import { ReconcileAttempts, type ReconcileReport } from '../../src/payments/reconcile/reconcile-attempts';
import { ReconcileRepository } from '../../src/persistence/payments/reconcile-repository';
import { MoneyDeskRepository } from '../../src/persistence/payments/money-desk-repository';
import { FindingRepository } from '../../src/persistence/payments/finding-repository';
import { TakeInSnapshot } from '../../src/orders/take-in-snapshot';
import { newId } from '../../src/ids';
import { CONNECTIONS } from '../../src/tokens';
import { psp, shop } from '../support/extension';
import { sagaWorld, type SagaWorld } from '../support/saga-world';

let world: SagaWorld;

beforeAll(async () => {
  world = await sagaWorld(shop, psp);
}, 60_000);
afterAll(() => world.close());

interface Found {
  code: string;
  outcome: string;
  reference: string;
  session_id?: string;
}
const reconcile = async (): Promise<readonly Found[]> =>
  (await world.hub(['reconcile', '--json'])).json().findings;
const found = async (id: string) =>
  (await reconcile())
    .filter(({ session_id }) => session_id === id)
    .map(({ code, outcome }) => `${outcome} ${code}`);
const timelineOf = async (id: string) =>
  (
    await world.rows<{ data: { code: string; outcome: string } }>(
      `SELECT t.data FROM hub.order_timeline t JOIN hub.orders o USING (tenant_id, order_id)
       WHERE o.session_id = $1 AND t.kind = 'reconciled' ORDER BY t.seq`,
      [id],
    )
  ).map(({ data }) => `${data.outcome} ${data.code}`);
const sold = async (): Promise<string> => {
  const id = await world.open();
  await world.complete(id);
  return id;
};
const declined = async (): Promise<string> => {
  const id = await world.open();
  await world.complete(id, 'tok_declined');
  return id;
};
const paymentOf = (id: string) => world.paymentsOf(id)[0]!;
const orderOf = (id: string) => world.ordersOf(id)[0]!;

test('what agrees is no finding: sold, declined and held, waiting for 3-D Secure, given back', async () => {
  await sold();
  await declined();
  const waiting = await world.open();
  await world.complete(waiting, 'tok_3ds');
  const returned = await world.open();
  shop.faults.push({ operation: 'confirmOrder', fault: 'order_state' });
  await world.complete(returned);
  expect(await reconcile()).toEqual([]);
});

test('a movement that is missing is added, once, and stands in the timeline', async () => {
  const id = await sold();
  await world.rows(`DELETE FROM hub.money_movements WHERE session_id = $1 AND kind = 'capture'`, [id]);
  expect(await found(id)).toEqual(['mended movement_missing']);
  expect(await world.booksOf(id)).toEqual({ held: 0, kept: 2160 });
  expect(await found(id)).toEqual([]);
  expect(await timelineOf(id)).toEqual(['mended movement_missing']);
});

test('a newer state of the shop is taken over', async () => {
  const id = await sold();
  await world.rows(
    `UPDATE hub.orders SET state = (state::jsonb || '{"snapshotVersion": 0}')::json WHERE session_id = $1`,
    [id],
  );
  expect(await found(id)).toEqual(['mended order_behind']);
  expect(await found(id)).toEqual([]);
  expect(await timelineOf(id)).toEqual(['mended order_behind']);
});

test('money and orders that an ended attempt left are released', async () => {
  const id = await declined();
  Object.assign(paymentOf(id), { status: 'authorized' });
  await world.rows('UPDATE hub.checkout_sessions SET held_order = NULL WHERE session_id = $1', [id]);
  expect((await found(id)).sort()).toEqual([
    'mended authorization_left',
    'mended movement_missing',
    'mended order_left',
  ]);
  expect(paymentOf(id).status).toBe('voided');
  expect(orderOf(id).status).toBe('canceled');
  await reconcile();
  expect(await world.booksOf(id)).toEqual({ held: 0, kept: 0 });
  expect(await found(id)).toEqual([]);
});

test('what cannot be mended is a case, told once, until a person settles it', async () => {
  const [unpaid, unknown, missing, kept] = [await sold(), await sold(), await sold(), await declined()];
  orderOf(unpaid).status = 'awaiting_payment';
  Object.assign(paymentOf(unknown), { id: 'mem_gone' });
  const payments = psp.payments();
  expect(payments.length).toBeGreaterThan(0);
  shop.forget(orderOf(missing).id);
  Object.assign(paymentOf(kept), {
    status: 'captured',
    movements: paymentOf(unpaid).movements.map((movement) => ({ ...movement, id: 'capture_late' })),
  });
  const codes = (await reconcile()).filter(({ outcome }) => outcome === 'reported').map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(['order_unpaid', 'order_missing', 'money_kept']));
  expect(await reconcile()).toEqual([]);
  expect(await timelineOf(unpaid)).toEqual(['reported order_unpaid']);

  const cases = (await world.hub(['cases', 'list', '--json'])).json() as { case_id: string; kind: string }[];
  const moneyKept = cases.find(({ kind }) => kind === 'money_kept')!;
  const settled = await world.hub([
    ...['cases', 'settle', moneyKept.case_id, '--as', 'resolved', '--note', 'refunded by hand'],
  ]);
  expect(settled).toMatchObject({ code: 0 });
  const left = (await world.hub(['cases', 'list', '--json'])).json() as { case_id: string }[];
  expect(left).toHaveLength(cases.length - 1);
  expect(await reconcile()).toEqual([]);
});

test('what is so no longer closes its case, and opens it again when it comes back', async () => {
  const id = await sold();
  const order = orderOf(id);
  const { status } = order;
  const soldFor = (total: number) =>
    world.rows(
      `UPDATE hub.payment_attempts SET saga = (saga::jsonb || jsonb_build_object('total', $2::integer))::json
       WHERE session_id = $1`,
      [id, total],
    );
  const casesOf = async () =>
    ((await world.hub(['cases', 'list', '--json'])).json() as { session_id: string; kind: string }[])
      .filter(({ session_id }) => session_id === id)
      .map(({ kind }) => kind)
      .sort();
  const both = ['amount_differs', 'order_unpaid'];
  const told = (outcome: string) => both.map((code) => `${outcome} ${code}`);
  const breakIt = async () => {
    order.status = 'awaiting_payment';
    await soldFor(9_999);
  };
  await breakIt();
  expect((await found(id)).sort()).toEqual(told('reported'));
  order.status = status;
  expect(await found(id)).toEqual(['gone order_unpaid']);
  expect(await casesOf()).toEqual(['amount_differs']);
  await soldFor(2160);
  expect(await found(id)).toEqual(['gone amount_differs']);
  expect(await found(id)).toEqual([]);
  expect(await casesOf()).toEqual([]);
  await breakIt();
  expect((await found(id)).sort()).toEqual(told('reported'));
  expect(await casesOf()).toEqual(both);
  expect((await timelineOf(id)).filter((entry) => entry.endsWith('order_unpaid'))).toEqual([
    'reported order_unpaid',
    'gone order_unpaid',
    'reported order_unpaid',
  ]);
  order.status = status;
  await soldFor(2160);
});

test('more given back than was taken is reported', async () => {
  const id = await sold();
  await world.rows(
    `INSERT INTO hub.money_movements SELECT tenant_id, 'mov_by_hand', session_id, order_id, 'refund', amount + 1, currency,
       'manual', 'ref_by_hand', platform_reference, mode, occurred_at
     FROM hub.money_movements WHERE session_id = $1 AND kind = 'capture'`,
    [id],
  );
  expect((await reconcile()).filter(({ session_id }) => session_id === id)).toMatchObject([
    {
      code: 'refunded_too_much',
      outcome: 'reported',
      detail: expect.stringContaining('2161 of the 2160 USD'),
    },
  ]);
});

test('a shop that is away is said to be, and asked again', async () => {
  const id = await sold();
  await world.rows(`DELETE FROM hub.money_movements WHERE session_id = $1 AND kind = 'capture'`, [id]);
  psp.faults.push(
    ...psp.payments().map(() => ({ operation: 'retrieve', fault: 'refused' }) as const),
    ...psp.payments().map(() => ({ operation: 'findPayment', fault: 'refused' }) as const),
  );
  const faults = [...psp.faults];
  const away = await world.hub(['reconcile', '--json']);
  const { checked, unreachable } = away.json();
  expect(checked).toBe(0);
  const [attempt] = await world.rows<{ attempt_id: string; order_id: string }>(
    `SELECT attempt_id, order_id FROM hub.payment_attempts JOIN hub.orders USING (tenant_id, session_id)
     WHERE session_id = $1`,
    [id],
  );
  const why = expect.stringMatching(/\w/);
  expect(unreachable).toContainEqual({ tenant_id: expect.any(String), session_id: id, ...attempt, why });
  const said = `${unreachable.length} of ${unreachable.length} payment attempts could not be compared`;
  expect(away).toMatchObject({ code: 1, error: expect.stringContaining(said) });

  psp.faults.splice(0, psp.faults.length, ...faults);
  const told = await world.hub(['reconcile']);
  expect(told.code).toBe(1);
  expect(told.out).toMatch(
    /^Compared 0 payment attempts: no difference\.\nNOT COMPARED +SESSION +ORDER +WHY\n/,
  );
  expect(told.out).toContain(`${attempt!.attempt_id}  ${id}  ${attempt!.order_id}  ${unreachable[0].why}`);
  psp.faults.splice(0);
  expect(await found(id)).toEqual(['mended movement_missing']);
});

test('what could not be compared stands below what was found', async () => {
  await sold();
  const id = await sold();
  await world.rows(`DELETE FROM hub.money_movements WHERE session_id = $1 AND kind = 'capture'`, [id]);
  psp.faults.push({ operation: 'retrieve', fault: 'refused' });
  const told = await world.hub(['reconcile']);
  expect(told).toMatchObject({ code: 1, error: expect.stringContaining('1 of ') });
  expect(told.out).toMatch(/^OUTCOME [^]*movement_missing[^]*\nNOT COMPARED /);
});

test.each([
  ['yesterday', '2026-11-01T00:00:00Z'],
  ['5', '2026-11-01T00:00:00Z'],
  ['', '2026-11-01T00:00:00Z'],
  ['2099-01-01T00:00:00Z', 'still to come'],
])('a nonsensical time is refused: %j', async (since, words) => {
  expect(await world.hub(['reconcile', '--since', since])).toMatchObject({
    code: 2,
    error: expect.stringContaining(words),
  });
});

test('a merchant that is unknown is said to be', async () => {
  expect(await world.hub(['reconcile', '--tenant', 'ten_x'])).toMatchObject({
    code: 1,
    error: 'There is no tenant ten_x.\n',
  });
});

test('the schedule takes a turn of each merchant once, and leaves alone what has just ended', async () => {
  const books = new ReconcileRepository(world.directory, newId);
  const reports: ReconcileReport[] = [];
  const later = { now: () => new Date(Date.now() + 3 * 60_000) };
  const scheduled = (clock: { now(): Date }) =>
    new Reconcile(
      books,
      new ReconcileAttempts(
        { books, money: world.app.get(MoneyDeskRepository) },
        world.app.get(CONNECTIONS),
        world.app.get(TakeInSnapshot),
        world.app.get(FindingRepository),
      ),
      clock,
      (_, report) => reports.push(report),
    );
  const id = await sold();
  await world.rows(`DELETE FROM hub.money_movements WHERE session_id = $1 AND kind = 'capture'`, [id]);
  await scheduled({ now: () => new Date() }).due();
  await scheduled(later).due();
  expect(reports.map(({ checked }) => checked)).toEqual([0]);
  await world.rows('UPDATE hub.tenants SET reconcile_at = now()');
  await scheduled(later).due();
  expect(reports[1]?.findings).toMatchObject([{ code: 'movement_missing', outcome: 'mended' }]);
});
