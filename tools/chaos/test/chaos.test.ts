import { plain } from '../src/environments';
import { runRandom } from '../src/random';
import { inWorld } from '../src/world';

test('a hub that is killed again and again sells every purchase once, and leaves nothing behind', async () => {
  const report = await inWorld([plain], (world) => runRandom(world, { purchases: 26, quick: true }));
  expect(report.violations).toEqual([]);
  expect(report.ended.length).toBeGreaterThanOrEqual(26);
  expect(report.kills).toBeGreaterThan(1);
}, 300_000);
