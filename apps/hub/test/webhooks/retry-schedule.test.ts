import fc from 'fast-check';
import { retryDelayMs } from '../../src/webhooks/retry-schedule';
import { wantedDelayMs } from '../../src/webhooks/wanted-delay';

const HOUR_MS = 3_600_000;
const longest = (tried: number): number => retryDelayMs(tried, 0, () => 1);

test('the delay grows from 5 seconds to 6 hours', () => {
  expect([1, 2, 3, 4, 5].map(longest)).toEqual([5_000, 15_000, 45_000, 135_000, 405_000]);
  expect([20, 1_000].map(longest)).toEqual([6 * HOUR_MS, 6 * HOUR_MS]);
});

test('half of a delay is random, and an endpoint can only lengthen it, to 6 hours at most', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.nat(),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (tried, wanted, random) => {
        const delay = retryDelayMs(tried, wanted, () => random);
        expect(delay).toBeGreaterThanOrEqual(longest(tried) / 2);
        expect(delay).toBeGreaterThanOrEqual(Math.min(wanted, 6 * HOUR_MS));
        expect(delay).toBeLessThanOrEqual(Math.max(longest(tried), Math.min(wanted, 6 * HOUR_MS)));
      },
    ),
  );
  expect(retryDelayMs(1, 0, () => 0)).toBe(2_500);
});

test.each([
  ['120', 120_000],
  ['Sun, 01 Nov 2026 10:05:00 GMT', 300_000],
  ['Sun, 01 Nov 2026 09:00:00 GMT', 0],
  ['soon', undefined],
  [undefined, undefined],
])('Retry-After %s', (header, expected) => {
  expect(wantedDelayMs(header, new Date('2026-11-01T10:00:00Z'))).toBe(expected);
});
