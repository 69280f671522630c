import { psp, shop } from '../support/extension';
import { sagaWorld, type SagaWorld } from '../support/saga-world';

/** A provider that takes captures on and carries them out, or not, later. */
let world: SagaWorld;

beforeAll(async () => {
  psp.state.capturesArePending = true;
  world = await sagaWorld(shop, psp);
}, 60_000);
afterAll(() => world.close());

const TOTAL = 2_160;

async function sell(): Promise<string> {
  const id = await world.open();
  expect(await world.complete(id)).toMatchObject({ json: { status: 'completed' } });
  return id;
}
const paymentOf = (id: string) => world.paymentsOf(id)[0]!;
const settle = (id: string, status: 'succeeded' | 'failed') => {
  const payment = paymentOf(id);
  payment.movements = payment.movements.map((movement) => ({ ...movement, status }));
  if (status === 'failed') payment.status = 'authorized';
};
/** Nobody reports anything: the payment's turn has come. */
const lookAgain = async () => {
  await world.rows(`UPDATE hub.orders SET payment_check_at = now() - interval '1 s'`);
  await world.followMoney();
};
const casesOf = async (id: string) =>
  (
    (await world.hub(['cases', 'list', '--json'])).json() as {
      case_id: string;
      kind: string;
      session_id: string;
      why: string;
    }[]
  ).filter(({ session_id }) => session_id === id);
const orderIdOf = async (id: string) =>
  (await world.rows<{ order_id: string }>('SELECT order_id FROM hub.orders WHERE session_id = $1', [id]))[0]!
    .order_id;

test('a capture that is carried out later is one, and no case', async () => {
  const id = await sell();
  settle(id, 'succeeded');
  await lookAgain();
  expect(await world.booksOf(id)).toEqual({ held: 0, kept: TOTAL });
  expect(await casesOf(id)).toEqual([]);
});

test('a capture that fails later leaves the books, and is one case that says what to do', async () => {
  const id = await sell();
  settle(id, 'failed');
  await lookAgain();
  await lookAgain();
  expect(await world.booksOf(id)).toMatchObject({ kept: 0 });
  const found = await casesOf(id);
  expect(found).toMatchObject([{ kind: 'money_not_taken' }]);
  const shown = (await world.hub(['cases', 'show', found[0]!.case_id, '--json'])).json();
  expect(shown.why).toContain(`Payment ${paymentOf(id).id} of a sale over ${TOTAL} USD`);
  expect(shown.why).toContain('Stop the delivery, and capture it at the provider or cancel the order');
  const ledger = await world.hub(['ledger', '--order', await orderIdOf(id), '--json']);
  expect(ledger.json().totals.USD).toMatchObject({ captured: 0, net: 0 });

  // The reconciler sees the same, and tells it no second time.
  expect((await world.hub(['reconcile', '--json'])).json().findings).toEqual([]);
  // What to do about the goods is the merchant's.
  expect(world.ordersOf(id)).toMatchObject([{ status: 'paid' }]);
});

test.each(['before', 'after'] as const)(
  'a process that dies %s it wrote the failure down is taken over, and it is one case',
  async (when) => {
    const id = await sell();
    settle(id, 'failed');
    world.dieRefunding(when, 0);
    await lookAgain();
    jest.restoreAllMocks();
    expect(await casesOf(id)).toHaveLength(1);
    expect(await world.booksOf(id)).toMatchObject({ kept: when === 'before' ? TOTAL : 0 });
    await lookAgain();
    expect(await world.booksOf(id)).toMatchObject({ kept: 0 });
    expect(await casesOf(id)).toHaveLength(1);
  },
);

test('what is captured again by hand is in the books again', async () => {
  const id = await sell();
  settle(id, 'failed');
  await lookAgain();
  const payment = paymentOf(id);
  payment.status = 'captured';
  payment.movements = [
    ...payment.movements,
    { ...payment.movements[0]!, id: 'capture_by_hand', status: 'succeeded' },
  ];
  await lookAgain();
  expect(await world.booksOf(id)).toEqual({ held: 0, kept: TOTAL });
  expect((await world.hub(['reconcile', '--json'])).json().findings).toMatchObject([
    { code: 'money_not_taken', outcome: 'gone', session_id: id },
  ]);
  expect(await casesOf(id)).toEqual([]);
});

test('the reconciler finds it where no look has, and the look adds no second case', async () => {
  const id = await sell();
  settle(id, 'failed');
  const { findings } = (await world.hub(['reconcile', '--json'])).json();
  expect(findings).toMatchObject([{ code: 'money_not_taken', outcome: 'reported', session_id: id }]);
  await lookAgain();
  expect(await casesOf(id)).toHaveLength(1);
  expect(await world.booksOf(id)).toMatchObject({ kept: 0 });
});
