import { sandboxHeld, stripeFinal } from '../src/environments';
import { pointScripts } from '../src/points/point-scripts';
import { runPoints } from '../src/points/run-points';
import { proofs, runProof } from '../src/sabotage';
import { inWorld } from '../src/world';

const [pays] = pointScripts;

test('a purchase that dies at any of its points is one charge and one order; without its look-ups it is not', async () => {
  const environments = [sandboxHeld, stripeFinal];
  const lookups = proofs.find(({ sabotage }) => sabotage === 'lookups');
  const { points, proof } = await inWorld(environments, async (world) => ({
    points: await runPoints(world, {
      shoppers: environments.map(world.shopperIn),
      scripts: [pays!],
      twice: false,
      batch: 20,
      tell: () => undefined,
    }),
    proof: await runProof(world, lookups!),
  }));
  // One script leads forward only: that the other steps lack one is what is left to say.
  expect(points.violations.filter((each) => !each.includes('No script leads through'))).toEqual([]);
  for (const { points: died } of points.environments) {
    // Before, on the way, answered, unrecorded.
    for (const step of ['place', 'authorize', 'capture', 'confirm'])
      expect(died[`sale/${step}`]).toBeGreaterThanOrEqual(4);
  }
  expect(points.kills).toBeGreaterThan(1);
  expect(proof.sound).toEqual([]);
  expect(proof.sabotaged).not.toEqual([]);
}, 240_000);
