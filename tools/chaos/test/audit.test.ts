import type { Payment } from '@acp-hub/fake-psp';
import type { WireOrder } from '@acp-hub/store-contract';
import { audit, type Ended } from '../src/audit';

const order = (change: Partial<WireOrder> = {}): WireOrder =>
  ({
    id: 'o1',
    session_id: 'cs_1',
    status: 'confirmed',
    totals: { total: 500 },
    payment: { amount: 500 },
    ...change,
  }) as WireOrder;
const payment = (change: Partial<Payment> = {}): Payment =>
  ({
    id: 'p1',
    status: 'captured',
    authorized: 500,
    captured: 500,
    voided: 0,
    refunded: 0,
    reference: { session_id: 'cs_1' },
    ...change,
  }) as Payment;
const { payment: _paid, ...unpaid } = order({ status: 'awaiting_payment' });
const ended = (status: string, ends = [status]): Ended => ({
  sessionId: 'cs_1',
  script: 'pays',
  status,
  ends,
});

test.each([
  ['one paid order of a completed session', [order()], [payment()], ended('completed')],
  [
    'a cancelled session whose money went back',
    [order({ status: 'canceled' })],
    [payment({ refunded: 500 })],
    ended('canceled'),
  ],
  ['a session nobody paid', [], [payment({ status: 'voided', captured: 0, voided: 500 })], ended('canceled')],
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
  ['money without an order', [], [payment()], ended('canceled'), 'cost its buyer 500'],
  [
    'money held',
    [order()],
    [payment(), payment({ id: 'p2', status: 'authorized', captured: 0 })],
    ended('completed'),
    'p2 still holds 500',
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
    [payment(), payment({ id: 'p2', reference: {} })],
    ended('completed'),
    'p2 is of a session no agent',
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
