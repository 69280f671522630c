import { runChaos } from '../src/chaos';
import { reportText } from '../src/report';

test('a hub that is killed again and again sells every purchase once, and leaves nothing behind', async () => {
  const report = await runChaos({ purchases: 26, quick: true });
  expect(report.ended).toHaveLength(26);
  expect(report.kills).toBeGreaterThan(1);
  expect({ violations: report.violations, report: reportText(report) }).toMatchObject({ violations: [] });
}, 120_000);
