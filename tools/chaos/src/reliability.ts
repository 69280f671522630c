import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { markdownTable } from './markdown-table';
import { pointCount } from './report-text';
import { hasProved, isRight, type Results } from './results';

const FILE = join(__dirname, '../../../docs/reliability.md');
const BEGIN = '<!-- written by pnpm chaos -->';
const END = '<!-- end of what pnpm chaos writes -->';

/** Writes the results into their place in docs/reliability.md. */
export async function writeReliability(results: Results, seconds: number): Promise<void> {
  const text = await readFile(FILE, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error(`${FILE} has no place for the results: put "${BEGIN}" and "${END}" into it.`);
  const content = reliabilityText(results, seconds, new Date());
  await writeFile(FILE, `${before}${BEGIN}\n\n${content}\n\n${END}${after}`);
}

/** The results as Markdown, as Prettier leaves it. */
export function reliabilityText(results: Results, seconds: number, now: Date): string {
  const { points, random, disturbances, proofs } = results;
  const environments = points?.environments ?? [];
  const total = environments.reduce((sum, each) => sum + pointCount(each), 0);
  const runs = environments.reduce((sum, each) => sum + each.runs, 0);
  const verdict = isRight(results) ? 'nothing was wrong' : 'SOMETHING WAS WRONG';
  return [
    `Last full run: ${now.toISOString().slice(0, 10)}, ${(seconds / 60).toFixed(0)} minutes, ${verdict}.`,
    `**${total} kill points, ${runs} purchases that died at them, ${points?.kills ?? 0} SIGKILLs.**`,
    pointsTable(environments),
    markdownTable(
      ['what went wrong around it', 'how', 'purchases', 'kills', 'seconds', 'wrong'],
      [
        ['nothing: the hub as it is', 'killed at random moments', ...numbersOf(random)],
        ...disturbances.map((each) => [
          each.name,
          each.skipped ? `skipped: ${each.done}` : each.done,
          ...numbersOf({ ...each, ended: Array.from({ length: each.purchases }) }),
        ]),
      ],
    ),
    markdownTable(
      ['taken out of the hub', 'in', 'where it shows', 'wrong with it', 'wrong without it', 'found'],
      proofs.map((each) => [
        each.takenOut,
        each.environment,
        each.how,
        String(each.sound.length),
        String(each.sabotaged.length),
        hasProved(each) ? 'yes' : 'NO',
      ]),
    ),
  ].join('\n\n');
}

interface Fire {
  readonly ended: readonly unknown[];
  readonly kills: number;
  readonly seconds: number;
  readonly violations: readonly string[];
}

const numbersOf = (fire: Fire | undefined): readonly string[] =>
  [fire?.ended.length, fire?.kills, fire?.seconds.toFixed(0), fire?.violations.length].map((each) =>
    String(each ?? 0),
  );

function pointsTable(environments: NonNullable<Results['points']>['environments']): string {
  const steps = [...new Set(environments.flatMap(({ points }) => Object.keys(points)))];
  return markdownTable(
    ['kill points in', ...environments.map(({ name }) => name)],
    [
      ...steps.map((step) => [step, ...environments.map(({ points }) => String(points[step] ?? 0))]),
      ['all', ...environments.map((each) => String(pointCount(each)))],
      ['purchases that died', ...environments.map(({ runs }) => String(runs))],
    ],
  );
}
