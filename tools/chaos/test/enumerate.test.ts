import { sandboxHeld, stripeFinal } from '../src/environments';
import { hubModule } from '../src/extension/hub-module';
import type { Trace } from '../src/extension/messages';
import { watchedSagas } from '../src/extension/sagas';
import { killPoints, stepsWithoutPoints } from '../src/points/enumerate';
import { pointName } from '../src/points/kill-point';

const { refundSteps } = hubModule<{ readonly refundSteps: Readonly<Record<string, readonly string[]>> }>(
  'payments/refunds/refund',
);

const trace = (step: string, change: Partial<Trace> = {}): Trace => ({
  saga: 'sale',
  sessionId: 'cs_1',
  step,
  attempt: 1,
  run: 1,
  result: 'done',
  calls: [],
  moments: ['before', 'unrecorded'],
  ...change,
});
const place = trace('place', {
  calls: [
    { operation: 'findOrder', sent: 0 },
    { operation: 'placeOrder', sent: 1 },
  ],
});
const end = trace('end', { moments: ['recorded'] });
const names = (traces: readonly Trace[], known = new Set<string>()) =>
  killPoints(traces, known).map(pointName);

test('a step is died in before it, in and after each call, and before it is recorded', () => {
  expect(names([place])).toEqual([
    'sale/place, before',
    'sale/place, answered, findOrder',
    'sale/place, on the way, placeOrder',
    'sale/place, answered, placeOrder',
    'sale/place, unrecorded',
  ]);
});

test('a step that nobody has heard of has its points by itself', () => {
  const unheard = trace('gift_wrap', { calls: [{ operation: 'wrapOrder', sent: 1 }] });
  expect(names([place, unheard])).toEqual(
    expect.arrayContaining(['sale/gift_wrap, before', 'sale/gift_wrap, on the way, wrapOrder']),
  );
});

test('what went the same way before has no points of its own, and what went another way has', () => {
  const known = new Set<string>();
  killPoints([place], known);
  expect(names([place], known)).toEqual([]);
  expect(names([{ ...place, result: 'refused', attempt: 2 }], known)).toContain(
    'sale/place, answered, placeOrder, attempt 2',
  );
});

test('the last statement is died after once for each way that leads to it', () => {
  const sold = [trace('confirm'), end];
  const given = [trace('undo_payment'), end];
  const known = new Set<string>();
  expect(names(sold, known)).toContain('sale/end, recorded');
  expect(names(given, known)).toContain('sale/end, recorded');
  expect(names(sold, known)).toEqual([]);
});

test('every step of the sale as the hub defines it is wanted, those that take back among them', () => {
  const sale = watchedSagas.find(({ name }) => name === 'sale');
  const steps = sale!.stepsOf(sandboxHeld);
  expect(steps).toEqual(['place', 'authorize', 'capture', 'confirm', 'undo_payment', 'undo_order']);
  expect(sale!.stepsOf(stripeFinal)[0]).toBe('authorize');
  expect(stepsWithoutPoints('sale', steps, [place])).toEqual(steps.filter((step) => step !== 'place'));
});

test('every step of a refund as the hub defines it is wanted of each source that a provider has', () => {
  const refunds = watchedSagas.find(({ name }) => name === 'refund');
  const wanted = refunds!.stepsOf(stripeFinal);
  expect(wanted).toEqual(
    Object.entries(refundSteps).flatMap(([source, steps]) => steps.map((step) => `${source}/${step}`)),
  );
  expect(refunds!.stepsOf(sandboxHeld)).toEqual(wanted.filter((step) => !step.startsWith('dispute/')));
});

test('what is only written down is died in on both sides of the statement', () => {
  expect(names([trace('platform/match', { saga: 'refund', moments: ['unrecorded', 'recorded'] })])).toEqual([
    'refund/platform/match, unrecorded',
    'refund/platform/match, recorded',
  ]);
});
