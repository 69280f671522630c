import { currency } from '@acp-hub/commerce';
import { advance } from '../../src/payments/advance';
import type { Saga, StepResult } from '../../src/payments/saga';

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
