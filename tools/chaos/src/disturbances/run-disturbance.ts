import { watchedEnvironments } from '../environments';
import { underFire } from '../fire';
import type { World } from '../world';
import type { Disturbance } from './disturbance';

export interface DisturbanceReport {
  readonly name: string;
  /** What was done, or why it was not played. */
  readonly done: string;
  readonly skipped: boolean;
  readonly purchases: number;
  readonly kills: number;
  readonly seconds: number;
  readonly violations: readonly string[];
}

/** Purchases of each, at least; further ones are begun until the disturbance is over. */
const PURCHASES = { full: 60, quick: 16 };
/** An attempt that was put down for minutes is due again by then. */
const RECOVERY_MS = 180_000;

/** Kills the hub at random, in all four environments at once, while something around it goes wrong as well. */
export async function runDisturbance(
  world: World,
  disturbance: Disturbance,
  quick: boolean,
): Promise<DisturbanceReport> {
  const { name, obstacle, alsoEnds = [] } = disturbance;
  if (obstacle !== undefined)
    return { name, done: obstacle, skipped: true, purchases: 0, kills: 0, seconds: 0, violations: [] };
  const prepared = await disturbance.prepare(quick);
  try {
    let done = '';
    const { ended, kills, seconds, violations } = await underFire(world, {
      shoppers: watchedEnvironments.map((environment) => world.shopperIn(environment)),
      settings: prepared.settings,
      purchases: quick ? PURCHASES.quick : PURCHASES.full,
      fits: ({ ends }) => !ends.includes('expired'),
      alsoEnds,
      recoveryMs: RECOVERY_MS,
      disturbance: async () => void (done = await prepared.disturb(world)),
    });
    return { name, done, skipped: false, purchases: ended.length, kills, seconds, violations };
  } finally {
    await prepared.close();
  }
}
