import { currency } from '@acp-hub/commerce';
import { advance } from '../../src/payments/advance';
import { takenOver, type Saga, type StepResult } from '../../src/payments/saga';
import { forwardSteps, forwardStepsOf } from '../../src/payments/step-order';

const now = new Date('2026-11-23T12:00:00Z');
const start: Saga = {
  placement: 'held',
  flow: 'authorize_capture',
  provider: 'sandbox',
  currency: currency('USD'),
  total: 500,
  step: 'place',
  tries: 0,
  doubts: {},
  log: [],
};
const failure = (outcome: 'unknown' | 'not_applied'): StepResult => ({
  kind: 'retry',
  outcome,
  waitMs: 0,
  why: 'no route to the store',
});
const refused: StepResult = { kind: 'refused', ending: { kind: 'unavailable' }, why: 'no' };

test('a step that was never applied is given up after three failures', () => {
  let saga = start;
  for (let count = 0; count < 2; count += 1) saga = advance(saga, failure('not_applied'), now).saga;
  expect(advance(saga, failure('not_applied'), now).next).toBe('fail');
});

test('a step that may have been applied is not given up, however long the store is away afterwards', () => {
  let advanced = advance(start, failure('unknown'), now);
  for (let count = 0; count < 100; count += 1) {
    expect({ count, next: advanced.next }).toEqual({ count, next: 'wait' });
    advanced = advance(advanced.saga, failure('not_applied'), now);
  }
});

test('a person is asked within a day, and what happened stays bounded', () => {
  let saga = start;
  let waitedMs = 0;
  for (;;) {
    const advanced = advance(saga, failure('unknown'), now);
    saga = advanced.saga;
    if (advanced.next !== 'wait') {
      expect(advanced.next).toBe('manual');
      break;
    }
    waitedMs += advanced.waitMs;
  }
  expect(waitedMs / 3_600_000).toBeGreaterThan(8);
  expect(waitedMs / 3_600_000).toBeLessThan(24);
  expect(saga.log.length).toBeLessThanOrEqual(40);
});

test('a payment that may exist is looked for before the attempt ends, however it was refused', () => {
  const unsure = takenOver({ ...start, step: 'authorize' }, now);
  expect(advance(unsure, refused, now)).toMatchObject({ next: 'continue', saga: { step: 'undo_payment' } });
  let saga: Saga = { ...start, step: 'authorize' };
  expect(advance(saga, refused, now)).toMatchObject({ next: 'fail' });
  saga = advance({ ...saga, step: 'authorize' }, failure('unknown'), now).saga;
  for (let count = 0; count < 60; count += 1) saga = advance(saga, failure('not_applied'), now).saga;
  expect(advance(saga, refused, now)).toMatchObject({ saga: { step: 'undo_payment' } });
});

test('what cannot be taken back waits for a person', () => {
  expect(advance({ ...start, step: 'undo_payment' }, refused, now).next).toBe('manual');
  expect(advance({ ...start, step: 'undo_order' }, refused, now).next).toBe('manual');
  expect(advance(start, { kind: 'unclear', why: 'who knows' }, now).next).toBe('manual');
});

test('every way through a sale ends with the order confirmed, and takes money before a final order is placed', () => {
  for (const [flow, placements] of Object.entries(forwardSteps)) {
    for (const [placement, steps] of Object.entries(placements) as [Saga['placement'], readonly string[]][]) {
      expect(steps.at(-1)).toBe('confirm');
      expect(new Set(steps).size).toBe(steps.length);
      const paysFirst = steps.indexOf('authorize') < steps.indexOf('place');
      if (flow !== 'platform')
        expect({ flow, placement, paysFirst }).toMatchObject({ paysFirst: placement === 'final' });
    }
  }
  expect(forwardStepsOf({ flow: 'platform', placement: 'held' })).toEqual(['place', 'confirm']);
});
