import { plain } from './environments';
import { underFire, type FireReport } from './fire';
import type { World } from './world';

export interface RandomOptions {
  readonly purchases: number;
  /** Leaves out what takes a minute to expire. */
  readonly quick: boolean;
}

/**
 * A release that a kill or a slow shop made fail comes again after a minute; in full, a session of a minute, the sweep
 * after it, and the cancelling after that come before.
 */
const RECOVERY_MS = { full: 180_000, quick: 90_000 };

/** Kills the hub as it is at random moments, by the answers its agents get. */
export const runRandom = (world: World, { purchases, quick }: RandomOptions): Promise<FireReport> =>
  underFire(world, {
    shoppers: [world.shopperIn(plain)],
    settings: { HUB_SESSION_MINUTES: '1' },
    purchases,
    fits: ({ ends }) => !(quick && ends.includes('expired')),
    recoveryMs: quick ? RECOVERY_MS.quick : RECOVERY_MS.full,
  });
