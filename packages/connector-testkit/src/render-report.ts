import { failuresOf, type CheckResult, type ConformanceReport } from './report';

/** The report as Markdown: what to write next, what the connector declares, then group by group what was tested where. */
export function renderReport(report: ConformanceReport): string {
  const { connector, setups } = report;
  return [
    `# ${connector.displayName} (\`${connector.id}\`): conformance`,
    verdictOf(report),
    ...toWriteSection(report),
    '## Declared',
    table(
      ['capability', 'value'],
      Object.entries(connector.capabilities).map(([name, value]) => [name, String(value)]),
    ),
    ...sections(report).flatMap(([group, rows]) => [
      `## ${group}`,
      table(
        ['rule', 'check', ...setups],
        rows.map((row) => ruleRow(row, setups)),
      ),
    ]),
    ...failureSection(report),
  ]
    .join('\n\n')
    .concat('\n');
}

function verdictOf(report: ConformanceReport): string {
  const all = report.results.length;
  const failures = failuresOf(report);
  const waiting = failures.filter(isWaiting).length;
  if (all === 0) return 'Nothing was tested.';
  if (failures.length === 0) return `All ${all} checks passed.`;
  if (waiting === 0) return `${failures.length} of ${all} checks failed.`;
  return `${all - failures.length} of ${all} checks passed, ${failures.length - waiting} failed, and ${waiting} wait for what is still to be written.`;
}

const isWaiting = ({ missing }: CheckResult): boolean => missing !== undefined;

/** One entry for each missing part, in the order in which the checks met them. */
function toWriteSection(report: ConformanceReport): string[] {
  const waiting = groupBy(failuresOf(report).filter(isWaiting), ({ missing = '' }) => missing);
  const entries = waiting.map(
    ([, checks], index) =>
      `${index + 1}. ${checks[0]?.failure ?? ''} (checks that wait for it: ${checks.length})`,
  );
  return entries.length === 0 ? [] : ['## To write next', entries.join('\n')];
}

type Rule = readonly CheckResult[];

/** By group, in the order of the run; a rule is one check in all its set-ups. */
const sections = ({ results }: ConformanceReport): [string, Rule[]][] =>
  groupBy(results, ({ group }) => group).map(([group, inGroup]) => [
    group,
    groupBy(inGroup, ({ id }) => id).map(([, rule]) => rule),
  ]);

function groupBy<T>(entries: readonly T[], keyOf: (entry: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const entry of entries) groups.set(keyOf(entry), [...(groups.get(keyOf(entry)) ?? []), entry]);
  return [...groups];
}

function ruleRow(rule: Rule, setups: ConformanceReport['setups']): string[] {
  const [first] = rule;
  const outcomes = setups.map((setup) => {
    const result = rule.find((candidate) => candidate.setup === setup);
    if (result === undefined) return 'not run';
    if (isWaiting(result)) return 'to write';
    return result.failure === undefined ? 'pass' : '**FAIL**';
  });
  return [first?.title ?? '', `\`${first?.id ?? ''}\``, ...outcomes];
}

function failureSection(report: ConformanceReport): string[] {
  const wrong = failuresOf(report).filter((result) => !isWaiting(result));
  const failures = wrong.map(
    ({ id, setup, failure }) => `### \`${id}\` in ${setup}\n\n\`\`\`\n${failure ?? ''}\n\`\`\``,
  );
  return failures.length === 0 ? [] : ['## Failures', ...failures];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
