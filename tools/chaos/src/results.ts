import type { DisturbanceReport } from './disturbances';
import type { FireReport } from './fire';
import type { PointsReport } from './points/run-points';
import type { ProofReport } from './sabotage';

/** What a run of the harness found. */
export interface Results {
  points?: PointsReport;
  random?: FireReport;
  readonly disturbances: DisturbanceReport[];
  readonly proofs: ProofReport[];
}

/** The harness proved something where the sound hub is sound and the sabotaged one is not. */
export const hasProved = ({ sound, sabotaged }: ProofReport): boolean =>
  sound.length === 0 && sabotaged.length > 0;

export const isRight = ({ points, random, disturbances, proofs }: Results): boolean =>
  (points?.violations.length ?? 0) === 0 &&
  (random?.violations.length ?? 0) === 0 &&
  disturbances.every(({ violations }) => violations.length === 0) &&
  proofs.every(hasProved);
