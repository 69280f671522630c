import { ClaimLost, keepClaim } from '../../src/feeds/keep-claim';

const settled = () => new Promise((resolve) => setImmediate(resolve));
beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate'] }));
afterEach(() => jest.useRealTimers());

async function pass(ms: number): Promise<void> {
  jest.advanceTimersByTime(ms);
  await settled();
}

test('a claim is renewed while the work lasts, and no longer', async () => {
  let renewals = 0;
  const kept = keepClaim(async () => (renewals += 1) > 0, 30_000);
  for (let third = 0; third < 6; third += 1) await pass(10_000);
  expect([renewals, kept.signal.aborted]).toEqual([6, false]);
  kept.stop();
  await pass(60_000);
  expect(renewals).toBe(6);
});

test('work stops where the claim went to another, or could not be renewed for as long as it lasts', async () => {
  const lost = keepClaim(async () => false, 30_000);
  await pass(10_000);
  expect(lost.signal.reason).toBeInstanceOf(ClaimLost);
  lost.stop();
  const away = keepClaim(() => Promise.reject(new Error('no database')), 30_000);
  await pass(10_000);
  await pass(10_000);
  expect(away.signal.aborted).toBe(false);
  await pass(10_000);
  expect(away.signal.aborted).toBe(true);
  away.stop();
});

test('a stop from outside is one', () => {
  const outer = new AbortController();
  const kept = keepClaim(async () => true, 30_000, outer.signal);
  outer.abort(new Error('The hub stops.'));
  expect(kept.signal.aborted).toBe(true);
  kept.stop();
});
