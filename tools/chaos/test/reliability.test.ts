import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { reliabilityText } from '../src/reliability';
import { hasProved, isRight, type Results } from '../src/results';

const ROOT = join(__dirname, '../../..');
const proof = { takenOut: 'leases', how: 'slow store', environment: 'stripe, final' };
const right: Results = {
  points: {
    environments: [
      { name: 'sandbox, held', points: { 'sale/place': 4, 'sale/capture': 12 }, runs: 20 },
      { name: 'stripe, final', points: { 'sale/place': 5 }, runs: 5 },
    ],
    kills: 7,
    seconds: 60,
    violations: [],
  },
  disturbances: [
    {
      name: 'Redis',
      done: 'not installed',
      skipped: true,
      purchases: 0,
      kills: 0,
      seconds: 0,
      violations: [],
    },
  ],
  proofs: [{ ...proof, sound: [], sabotaged: ['two orders'] }],
};

test('one thing wrong anywhere is wrong', () => {
  expect(isRight(right)).toBe(true);
  expect(isRight({ ...right, points: { ...right.points!, violations: ['two orders'] } })).toBe(false);
  expect(isRight({ ...right, disturbances: [{ ...right.disturbances[0]!, violations: ['held'] }] })).toBe(
    false,
  );
});

test('a proof needs the hub to be sound and the sabotaged one not to be', () => {
  expect(hasProved({ ...proof, sound: [], sabotaged: ['two orders'] })).toBe(true);
  expect(hasProved({ ...proof, sound: [], sabotaged: [] })).toBe(false);
  expect(hasProved({ ...proof, sound: ['two orders'], sabotaged: ['two orders'] })).toBe(false);
  expect(isRight({ ...right, proofs: [{ ...proof, sound: [], sabotaged: [] }] })).toBe(false);
});

test('the results say how many points and runs there were, and are formatted as the repository wants it', () => {
  const text = `${reliabilityText(right, 600, new Date('2026-01-02T03:04:05Z'))}\n`;
  expect(text).toContain('**21 kill points, 25 purchases that died at them, 7 SIGKILLs.**');
  expect(text).toContain('skipped: not installed');
  const options = ['--stdin-filepath', 'reliability.md'];
  const formatted = spawnSync(join(ROOT, 'node_modules/.bin/prettier'), options, { cwd: ROOT, input: text });
  expect(formatted.stdout.toString()).toBe(text);
});
