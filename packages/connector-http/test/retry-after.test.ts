import { retryAfterMs } from '../src/retry-after';

const now = new Date('2026-03-01T12:00:00Z');

it.each([
  ['120', 120_000],
  ['0', 0],
  ['Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
  ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
  ['soon', 1_000],
  [undefined, 1_000],
])('Retry-After: %s', (header, expected) => {
  expect(retryAfterMs(header, now)).toBe(expected);
});
