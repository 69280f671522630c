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

const QUICK_ENVIRONMENTS = [sandboxHeld, stripeFinal];
const QUICK_PARTS: readonly Part[] = ['points', 'random'];
const FULL_PARTS: readonly Part[] = parts.filter((part) => part !== 'woocommerce');
const QUICK_PURCHASES = 26;
/** Purchases that die together, as most of the time goes into coming up again and waiting for leases. */
const BATCH = 128;

/** Runs what was chosen, and tells as it goes. @returns whether everything was as it must be. */
export async function runAll({ chosen, purchases, quick }: RunOptions): Promise<boolean> {
  const wanted = chosen.length > 0 ? chosen : quick ? QUICK_PARTS : FULL_PARTS;
  const began = Date.now();
  const results: Results = { disturbances: [], proofs: [] };
  const tell = (text: string): void => void process.stdout.write(`${text}\n`);
  const dieIn = async (world: World, environments: readonly Environment[]): Promise<void> => {
    const shoppers = environments.map(world.shopperIn);
    results.points = await runPoints(world, { shoppers, twice: !quick, spread: quick, batch: BATCH, tell });
    tell(pointsText(results.points));
  };
  const play: Readonly<Record<Part, (world: World) => Promise<void>>> = {
    points: (world) => dieIn(world, quick ? QUICK_ENVIRONMENTS : watchedEnvironments),
    woocommerce: (world) => dieIn(world, woocommerceEnvironments),
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
  const needsAll = wanted.includes('disturb') || (wanted.includes('points') && !quick);
  const atWoocommerce = wanted.includes('woocommerce') ? woocommerceEnvironments : [];
  await inWorld(
    [plain, ...(needsAll ? watchedEnvironments : QUICK_ENVIRONMENTS), ...atWoocommerce],
    async (world) => {
      for (const part of wanted) await play[part](world);
    },
  );
  const seconds = (Date.now() - began) / 1_000;
  const right = isRight(results);
  tell(`${right ? 'Everything is as it must be' : 'Something is wrong'}, after ${seconds.toFixed(0)} s.`);
  if (chosen.length === 0 && !quick) await writeReliability(results, seconds);
  return right;
}
