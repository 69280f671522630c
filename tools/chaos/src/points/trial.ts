import { goods, Purchase } from '../purchase';
import { settle, type Played } from '../settle';
import { everyRoad, type Shopper, type World } from '../world';
import type { Doom, DoomedHub } from './doomed-hub';
import { pointName, type KillPoint } from './kill-point';
import type { PointScript } from './point-scripts';

/** One purchase that is to die at one point. */
export interface Trial {
  readonly shopper: Shopper;
  readonly script: PointScript;
  readonly point: KillPoint;
  /** A second death follows when the work is taken up again. */
  readonly again: boolean;
}

export interface Tried {
  readonly played: readonly Played[];
  /** Purchases that did not come to their points, because another's death came first. */
  readonly missed: readonly Trial[];
  readonly violations: readonly string[];
}

/** Lets some purchases die together, each at its own point, and looks at their books. */
export async function runTrials(
  world: World,
  hub: DoomedHub,
  trials: readonly Trial[],
  recoveryMs: number,
): Promise<Tried> {
  const played = await playTogether(hub, trials, trials);
  // What the hub does afterwards may be what somebody is to die in.
  await settle(world, played, recoveryMs);
  await hub.rest();
  const outstanding = new Set(hub.outstanding().map(({ trial }) => trial));
  await hub.obey([], []);
  await Promise.all(everyRoad(world.roads).map((road) => road.quiet()));
  const { violations } = await settle(world, played, recoveryMs);
  return { played, violations, missed: trials.filter((_trial, index) => outstanding.has(index)) };
}

/** Plays scripts beside each other. @param trials the points some of them are to die at, in the same order. */
export async function playTogether(
  hub: DoomedHub,
  plays: readonly { readonly shopper: Shopper; readonly script: PointScript }[],
  trials: readonly Trial[],
): Promise<readonly Played[]> {
  const opened = await Promise.all(
    plays.map(async (play) => ({
      ...play,
      purchase: await Purchase.open(play.shopper, goods[play.shopper.environment.shop][0]),
    })),
  );
  const refusals = opened.flatMap(({ script, purchase: { sessionId } }) =>
    script.refusals.map((refusal) => ({ ...refusal, sessionId })),
  );
  const dooms = opened.flatMap(({ purchase }, index): Doom[] => {
    const trial = trials[index];
    if (trial === undefined) return [];
    const { point, again } = trial;
    return [{ ...point, id: purchase.sessionId, trial: index, sessionId: purchase.sessionId, again }];
  });
  await hub.obey(dooms, refusals);
  return Promise.all(
    opened.map(async ({ purchase, script, shopper }, index) => {
      // What was not played to its end is found in the books, and comes again.
      await script
        .play(purchase)
        .catch((error: Error) => hub.accidents.push(`${script.name}: ${error.message}`));
      const trial = trials[index];
      const plain = `${shopper.environment.name}: ${script.name}`;
      const { ends, aftermath } = script;
      return { purchase, script: trial === undefined ? plain : trialName(trial), ends, aftermath };
    }),
  );
}

export const trialName = ({ shopper, script, point, again }: Trial): string =>
  `${shopper.environment.name}: ${script.name}, dies at ${pointName(point)}${again ? ', twice' : ''}`;
