import { slowly } from '../../src/feeds/progress';

test('what comes too soon after the beginning, or the last that was told, is not told', () => {
  let now = 0;
  const told: number[] = [];
  const tell = slowly(
    30,
    (value: number) => told.push(value),
    () => now,
  );
  for (now = 0; now <= 100; now += 10) tell(now);
  expect(told).toEqual([30, 60, 90]);
});
