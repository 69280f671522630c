import { disturbances, runDisturbance } from './disturbances';
import {
  plain,
  sandboxHeld,
  stripeFinal,
  watchedEnvironments,
  woocommerceEnvironments,
  type Environment,
} from './environments';
import { parts, type Part } from './parts';
import { runPoints } from './points/run-points';
import { runRandom } from './random';
import { disturbanceText, pointsText, proofText, randomText } from './report-text';
import { writeReliability } from './reliability';
import { isRight, type Results } from './results';
import { proofs, runProof } from './sabotage';
import { inWorld, type World } from './world';

export interface RunOptions {
  /** None: everything, or what `quick` has of it. */
  readonly chosen: readonly Part[];
  /** Of the random fire. */
  readonly purchases: number;
  readonly quick: boolean;
}

const QUICK_PARTS: readonly Part[] = ['points', 'random'];
const FULL_PARTS: readonly Part[] = parts.filter((part) => part !== 'woocommerce');
const QUICK_PURCHASES = 26;
/** Where what is sold by a part is sold. */
const environmentsOf: Readonly<Record<Part, (quick: boolean) => readonly Environment[]>> = {
  points: (quick) =>
    quick ? [sandboxHeld, stripeFinal] : [...watchedEnvironments, ...woocommerceEnvironments],
  woocommerce: () => woocommerceEnvironments,
  random: () => [plain],
  disturb: () => watchedEnvironments,
  sabotage: () => proofs.map(({ environment }) => environment),
};
/** Purchases that die together, as most of the time goes into coming up again and waiting for leases. */
const BATCH = 128;

/** Runs what was chosen, and tells as it goes. @returns whether everything was as it must be. */
export async function runAll({ chosen, purchases, quick }: RunOptions): Promise<boolean> {
  const wanted = chosen.length > 0 ? chosen : quick ? QUICK_PARTS : FULL_PARTS;
  const began = Date.now();
  const results: Results = { disturbances: [], proofs: [] };
  const tell = (text: string): void => void process.stdout.write(`${text}\n`);
  const dieIn = async (world: World, part: Part): Promise<void> => {
    const shoppers = environmentsOf[part](quick).map(world.shopperIn);
    results.points = await runPoints(world, { shoppers, twice: !quick, spread: quick, batch: BATCH, tell });
    tell(pointsText(results.points));
  };
  const play: Readonly<Record<Part, (world: World) => Promise<void>>> = {
    points: (world) => dieIn(world, 'points'),
    woocommerce: (world) => dieIn(world, 'woocommerce'),
    async random(world) {
      const isShort = quick && !chosen.includes('random');
      results.random = await runRandom(world, { purchases: isShort ? QUICK_PURCHASES : purchases, quick });
      tell(randomText(results.random));
    },
    async disturb(world) {
      for (const disturbance of disturbances) {
        const report = await runDisturbance(world, disturbance, quick);
        results.disturbances.push(report);
        tell(disturbanceText(report));
      }
    },
    async sabotage(world) {
      for (const proof of proofs) {
        const report = await runProof(world, proof);
        results.proofs.push(report);
        tell(proofText(report));
      }
    },
  };
  const environments = new Set(wanted.flatMap((part) => environmentsOf[part](quick)));
  await inWorld([...environments], async (world) => {
    for (const part of wanted) await play[part](world);
  });
  const seconds = (Date.now() - began) / 1_000;
  const right = isRight(results);
  tell(`${right ? 'Everything is as it must be' : 'Something is wrong'}, after ${seconds.toFixed(0)} s.`);
  if (chosen.length === 0 && !quick) await writeReliability(results, seconds);
  return right;
}
