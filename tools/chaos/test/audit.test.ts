import type { WireOrder } from '@acp-hub/store-contract';
import { audit, type Ended } from '../src/audit';
import type { BookedPayment } from '../src/books';

const order = (change: Partial<WireOrder> = {}): WireOrder =>
  ({
    id: 'o1',
    session_id: 'cs_1',
    status: 'confirmed',
    totals: { total: 500 },
    payment: { amount: 500 },
    refunds: [],
    ...change,
  }) as unknown as WireOrder;
const payment = (change: Partial<BookedPayment> = {}): BookedPayment => ({
  id: 'p1',
  sessionId: 'cs_1',
  status: 'captured',
  held: 0,
  captured: 500,
  refunded: 0,
  refunds: 0,
  ...change,
});
const { payment: _paid, ...unpaid } = order({ status: 'awaiting_payment' });
const ended = (status: string, ends = [status]): Ended => ({
  sessionId: 'cs_1',
  script: 'pays',
  status,
  ends,
});
const givenBack = { refunds: [{ amount: 200 }] } as unknown as Partial<WireOrder>;

test.each([
  ['one paid order of a completed session', [order()], [payment()], ended('completed')],
  [
    'a cancelled session whose money went back',
    [order({ status: 'canceled' })],
    [payment({ refunded: 500 })],
    ended('canceled'),
  ],
  ['a session nobody paid', [], [payment({ status: 'voided', captured: 0 })], ended('canceled')],
  ['a refund in both books', [order(givenBack)], [payment({ refunded: 200 })], ended('completed')],
])('%s is in order', (_, orders, payments, purchase) => {
  expect(audit({ orders, payments }, [purchase])).toEqual([]);
});

test.each([
  ['no order', [], [payment()], ended('completed'), 'has 0 paid orders, not 1'],
  ['two orders', [order(), order({ id: 'o2' })], [payment()], ended('completed'), 'has 2 paid orders, not 1'],
  ['an order of a cancelled session', [order()], [payment()], ended('canceled'), 'has 1 paid orders, not 0'],
  [
    'money taken twice',
    [order()],
    [payment(), payment({ id: 'p2' })],
    ended('completed'),
    'cost its buyer 1000',
  ],
  [
    'two charges that come to the right sum',
    [order()],
    [payment({ captured: 300 }), payment({ id: 'p2', captured: 200 })],
    ended('completed'),
    'has 2 charges, not 1',
  ],
  ['money without an order', [], [payment()], ended('canceled'), 'cost its buyer 500'],
  [
    'money held',
    [order()],
    [payment(), payment({ id: 'p2', held: 500, captured: 0 })],
    ended('completed'),
    'p2 of cs_1 still holds 500',
  ],
  [
    'an order held',
    [order(), { ...unpaid, id: 'o2' }],
    [payment()],
    ended('completed'),
    'o2 of cs_1 is still held',
  ],
  [
    'an order of nobody',
    [order(), order({ id: 'o2', session_id: 'cs_2' })],
    [payment()],
    ended('completed'),
    'o2 is of cs_2',
  ],
  [
    'a payment of nobody',
    [order()],
    [payment(), payment({ id: 'p2', sessionId: 'cs_2' })],
    ended('completed'),
    'p2 is of a session no agent',
  ],
  [
    'a refund in the shop alone',
    [order(givenBack)],
    [payment()],
    ended('completed'),
    'cost its buyer 500, and its paid orders come to 300',
  ],
  [
    'a session that hangs',
    [],
    [],
    ended('complete_in_progress', ['completed']),
    'should have ended completed',
  ],
])('%s is found', (_, orders, payments, purchase, words) => {
  expect(audit({ orders, payments }, [purchase]).join('\n')).toContain(words);
});

const afterwards = (refunds: { provider: number; store: number }, canceled = false): Ended => ({
  ...ended('completed'),
  aftermath: { canceled, refunds },
});

test.each([
  ['a refund made once at each side', [order(givenBack)], [payment({ refunded: 200, refunds: 1 })]],
  [
    'a cancellation, its money given back',
    [order({ ...givenBack, status: 'canceled' })],
    [payment({ refunded: 500, refunds: 1 })],
  ],
])('%s is in order', (_, orders, payments) => {
  const isCanceled = orders.some(({ status }) => status === 'canceled');
  expect(audit({ orders, payments }, [afterwards({ provider: 1, store: 1 }, isCanceled)])).toEqual([]);
});

test('two refunds that come to the right sum are one too many', () => {
  const books = { orders: [order(givenBack)], payments: [payment({ refunded: 200, refunds: 2 })] };
  expect(audit(books, [afterwards({ provider: 1, store: 1 })]).join()).toContain(
    'has 2 refunds in the books of the provider, not 1',
  );
});

test('a refund that the shop was not told of is missed', () => {
  const books = { orders: [order()], payments: [payment({ refunded: 200, refunds: 1 })] };
  expect(audit(books, [afterwards({ provider: 1, store: 1 })]).join()).toContain(
    'has 0 refunds in the books of the store, not 1',
  );
});
