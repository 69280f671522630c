import { pc } from '../terminal/colours';
import { alignColumns } from '../terminal/table';
import { count, type CheckResult, type Outcome, type Report } from './result';

const MARKS: Readonly<Record<Outcome, string>> = {
  passed: pc.green('✓'),
  failed: pc.red('✗'),
  skipped: pc.yellow('–'),
};

const ABSENT = pc.dim('·');

/** The table of a run: a row for each check, a column for each version, then what failed and what was skipped. */
export function renderReport(report: Report): string {
  return [
    `${pc.bold('Conformance of')} ${report.baseUrl}`,
    '',
    ...table(report),
    '',
    `${MARKS.passed} passed  ${MARKS.failed} failed  ${MARKS.skipped} skipped  ${ABSENT} not a rule of that version`,
    ...failures(report),
    ...skips(report),
    ...(report.schemas === null
      ? [
          '',
          pc.yellow(
            "The protocol's schema files were not found: checks against them are skipped (--schemas <dir>).",
          ),
        ]
      : []),
    '',
    summary(report),
  ].join('\n');
}

/** Rows follow the version with the most rules. */
function table(report: Report): string[] {
  const fullestFirst = [...report.versions].sort((a, b) => b.results.length - a.results.length);
  const sentences = new Map(
    fullestFirst.flatMap(({ results }) => results.map(({ id, sentence }) => [id, sentence])),
  );
  const rows = [...sentences].map(([id, sentence]) => [
    ...report.versions.map(({ version, results }) => cell(results, id).padEnd(version.length)),
    id,
    pc.dim(sentence),
  ]);
  const heading = [...report.versions.map(({ version }) => pc.bold(version)), pc.bold('check'), ''];
  return alignColumns([heading, ...rows]);
}

function cell(results: readonly CheckResult[], id: string): string {
  const result = results.find((one) => one.id === id);
  return result === undefined ? ABSENT : MARKS[result.outcome];
}

/** The same failure in five versions is told once. */
function failures(report: Report): string[] {
  const told = new Map<string, { readonly result: CheckResult; readonly versions: readonly string[] }>();
  for (const { version, results } of report.versions)
    for (const result of results.filter(({ outcome }) => outcome === 'failed')) {
      const key = `${result.id} ${result.evidence ?? result.reason ?? ''}`;
      told.set(key, { result, versions: [...(told.get(key)?.versions ?? []), version] });
    }
  return [...told.values()].flatMap(({ result, versions }) => [
    '',
    `${MARKS.failed} ${pc.bold(result.id)} in ${versions.join(', ')}: a server ${result.sentence}.`,
    `  ${pc.red(result.reason ?? '')}`,
    ...(result.evidence === undefined ? [] : [`  seen in ${result.evidence}`]),
    pc.dim(`  ${result.source}`),
  ]);
}

/** The same need in five versions is said once. */
function skips(report: Report): string[] {
  const byReason = new Map<string, Set<string>>();
  for (const { id, outcome, reason = '' } of report.versions.flatMap(({ results }) => results))
    if (outcome === 'skipped') byReason.set(reason, (byReason.get(reason) ?? new Set()).add(id));
  if (byReason.size === 0) return [];
  return ['', ...[...byReason].map(([reason, ids]) => `${MARKS.skipped} ${[...ids].join(', ')}: ${reason}`)];
}

function summary(report: Report): string {
  const [passed, failed, skipped] = [
    count(report, 'passed'),
    count(report, 'failed'),
    count(report, 'skipped'),
  ];
  const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
  return failed === 0 && passed > 0 ? pc.green(pc.bold(counts)) : pc.red(pc.bold(counts));
}

/** The report for machines: one line of JSON. */
export const reportAsJson = (report: Report, conformant: boolean): string =>
  JSON.stringify({
    base_url: report.baseUrl,
    conformant,
    schemas: report.schemas ?? null,
    passed: count(report, 'passed'),
    failed: count(report, 'failed'),
    skipped: count(report, 'skipped'),
    versions: report.versions,
  });
