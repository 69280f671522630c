import { sandboxHeld, stripeHeld } from '../src/environments';
import { pointScripts } from '../src/points/point-scripts';
import { runPoints } from '../src/points/run-points';
import { proofs, runProof } from '../src/sabotage';
import { inWorld } from '../src/world';

const scripts = pointScripts.filter(({ name }) => ['pays', 'is refunded by the shop'].includes(name));

test('a purchase that dies at any of its points is one charge, one order, one refund; without keys it is not', async () => {
  const environments = [sandboxHeld, stripeHeld];
  const keys = proofs.find(({ sabotage }) => sabotage === 'keys');
  const { points, proof } = await inWorld(environments, async (world) => ({
    points: await runPoints(world, {
      shoppers: environments.map(world.shopperIn),
      scripts,
      twice: false,
      spread: true,
      batch: 40,
      tell: () => undefined,
    }),
    proof: await runProof(world, keys!),
  }));
  // Two scripts lead through few steps: that the others lack one is what is left to say.
  expect(points.violations.filter((each) => !each.includes('No script leads through'))).toEqual([]);
  const died = (step: string): number =>
    points.environments.reduce((sum, each) => sum + (each.points[step] ?? 0), 0);
  // Before, on the way, answered, unrecorded.
  for (const step of ['place', 'authorize', 'capture', 'confirm'])
    expect(died(`sale/${step}`)).toBeGreaterThanOrEqual(4);
  expect(died('refund/platform/match')).toBe(2);
  // Before, on the way, answered; unrecorded, recorded.
  expect(died('refund/platform/refund_payment')).toBeGreaterThanOrEqual(5);
  expect(died('refund/platform/record')).toBe(2);
  expect(points.kills).toBeGreaterThan(0);
  expect(proof.sound).toEqual([]);
  expect(proof.sabotaged).not.toEqual([]);
}, 240_000);
