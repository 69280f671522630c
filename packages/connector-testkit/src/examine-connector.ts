import { checksFor } from './checks';
import type { Harness, SetupName } from './harness';
import type { CheckResult, ConformanceReport } from './report';
import { resultOf } from './result-of';
import { runCheck } from './run-check';

export interface ExamineOptions {
  /** All of the harness's unless told. */
  readonly setups?: readonly SetupName[];
  /** Checks that run at once, each on a shop of its own; 8 unless told. */
  readonly atOnce?: number;
}

/** All set-ups a harness has. */
export const setupsOf = (harness: Pick<Harness, 'setups'>): readonly SetupName[] =>
  (['usdNet', 'eurGross', 'jpy', 'kwd'] as const).filter((name) => harness.setups[name] !== undefined);

/** Runs every check that the connector's capabilities call for; never rejects for a broken rule. */
export async function examineConnector<Config>(
  harness: Harness<Config>,
  options: ExamineOptions = {},
): Promise<ConformanceReport> {
  const { id, displayName, capabilities } = harness.connector;
  const setups = options.setups ?? setupsOf(harness);
  const pending = setups
    .flatMap((setup) => checksFor(capabilities).map((check) => ({ setup, check })))
    .map((entry, index) => ({ ...entry, index }));
  const results: CheckResult[] = [];
  const work = async () => {
    for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
      const { check, setup, index } = next;
      results[index] = await runCheck(harness, setup, check).then(
        () => resultOf(check, setup),
        (error: unknown) => resultOf(check, setup, { error }),
      );
    }
  };
  await Promise.all(Array.from({ length: options.atOnce ?? 8 }, work));
  return { connector: { id, displayName, capabilities }, setups, results };
}
