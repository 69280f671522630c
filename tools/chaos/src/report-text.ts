import type { Ended } from './audit';
import type { DisturbanceReport } from './disturbances';
import type { FireReport } from './fire';
import type { EnvironmentReport, PointsReport } from './points/run-points';
import { hasProved } from './results';
import type { ProofReport } from './sabotage';

const verdict = (violations: readonly string[]): readonly string[] =>
  violations.length === 0
    ? [
        'The books agree: one charge and one paid order for each completed session, and nothing else held or left behind.',
      ]
    : [`${violations.length} things are wrong:`, ...violations.map((violation) => `  - ${violation}`)];

const lines = (...parts: readonly (readonly string[])[]): string => [...parts.flat(), ''].join('\n');

export const pointCount = ({ points }: EnvironmentReport): number =>
  Object.values(points).reduce((total, count) => total + count, 0);

export function pointsText({ environments, kills, seconds, violations }: PointsReport): string {
  const points = environments.reduce((total, each) => total + pointCount(each), 0);
  const runs = environments.reduce((total, each) => total + each.runs, 0);
  return lines(
    [
      `${points} kill points, ${runs} purchases driven to them, ${kills} SIGKILLs, in ${seconds.toFixed(0)} s.`,
    ],
    environments.map(
      (each) =>
        `  ${each.name.padEnd(27)} ${pointCount(each)} points, ${each.runs} runs: ` +
        Object.entries(each.points)
          .map(([step, count]) => `${step} ${count}`)
          .join(', '),
    ),
    verdict(violations),
  );
}

/** The run in a few lines, wrongs last. */
export function randomText({ kills, seconds, patience, ended, violations }: FireReport): string {
  const { answered, cut, putOff } = patience;
  return lines(
    [
      `${ended.length} purchases in ${seconds.toFixed(0)} s, the hub killed ${kills} times at random.`,
      `${answered + cut} requests, ${cut} of them cut off and ${putOff} put off; each was sent again under its key.`,
    ],
    [...outcomeLines(ended)],
    verdict(violations),
  );
}

function* outcomeLines(ended: readonly Ended[]): Generator<string> {
  for (const script of [...new Set(ended.map((each) => each.script))].sort()) {
    const statuses = ended.filter((each) => each.script === script).map(({ status }) => status);
    const outcomes = [...new Set(statuses)].map(
      (status) => `${statuses.filter((each) => each === status).length} ${status}`,
    );
    yield `  ${script.padEnd(40)} ${outcomes.join(', ')}`;
  }
}

export const disturbanceText = (report: DisturbanceReport): string => {
  const { name, done, skipped, purchases, kills, seconds, violations } = report;
  if (skipped) return lines([`${name}: SKIPPED, ${done}.`]);
  const fire = `${purchases} purchases in ${seconds.toFixed(0)} s, the hub killed ${kills} times as well.`;
  return lines([`${name}: ${done}; ${fire}`], verdict(violations));
};

export const proofText = (report: ProofReport): string =>
  lines(
    [
      `Without ${report.takenOut} (${report.environment}; ${report.how}): ` +
        (hasProved(report) ? 'red, as it must be.' : 'NOT PROVED.'),
      `  with them: ${report.sound.length} wrongs; without: ${report.sabotaged.length}`,
    ],
    [
      ...report.sound.map((each) => `  with: ${each}`),
      ...report.sabotaged.map((each) => `  without: ${each}`),
    ],
  );
