import type { Played } from '../settle';
import type { World } from '../world';
import type { DoomedHub } from './doomed-hub';
import { runTrials, trialName, type Trial, type Tried } from './trial';

/** How often a purchase may be carried off by another's death before it comes to its own. */
const ROUNDS = 4;

export interface RoundsOptions {
  /** Purchases that die together. */
  readonly batch: number;
  /** How long the books may take to agree. */
  readonly recoveryMs: number;
  /** Told how far it has come, in a line. */
  readonly tell: (line: string) => void;
}

/** Lets every purchase die at its point; one that never came there is a violation. */
export async function runRounds(
  world: World,
  hub: DoomedHub,
  trials: readonly Trial[],
  { batch, recoveryMs, tell }: RoundsOptions,
): Promise<Omit<Tried, 'missed'>> {
  const played: Played[] = [];
  const violations: string[] = [];
  let left = trials;
  for (let round = 1; round <= ROUNDS && left.length > 0; round += 1) {
    const missed: Trial[] = [];
    for (let start = 0; start < left.length; start += batch) {
      const tried = await runTrials(world, hub, left.slice(start, start + batch), recoveryMs);
      missed.push(...tried.missed);
      played.push(...tried.played);
      violations.push(...tried.violations);
      tell(progressOf(tried, hub.kills, trials.length));
    }
    left = missed;
  }
  violations.push(...left.map((trial) => `${trialName(trial)}: the point was never reached.`));
  return { played, violations };
}

const progressOf = ({ played, missed, violations }: Tried, kills: number, of: number): string =>
  `${played.length - missed.length} of ${of} died, ${missed.length} come again, ${kills} kills so far` +
  (violations.length === 0 ? '' : `\n  ${violations.join('\n  ')}`);
