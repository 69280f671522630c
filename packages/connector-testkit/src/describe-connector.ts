import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { checksFor } from './checks';
import { setupsOf } from './examine-connector';
import type { Harness } from './harness';
import { renderReport } from './render-report';
import type { CheckResult } from './report';
import { resultOf } from './result-of';
import { CHECK_TIMEOUT_MS, runCheck } from './run-check';

/** What the suite needs of a test framework; jest, vitest and mocha have it as globals. */
export interface TestFramework {
  readonly describe: (name: string, define: () => void) => void;
  readonly it: (name: string, run: () => Promise<void>, timeoutMs: number) => void;
  readonly afterAll: (run: () => Promise<void>) => void;
}

export interface DescribeOptions {
  /** Where to write the report, as Markdown; a run that was narrowed to some of the checks leaves it as it is. */
  readonly reportFile?: string;
  /** The framework's globals unless told. */
  readonly framework?: TestFramework;
}

/**
 * Declares one test per check and set-up. Which checks there are follows from the connector's capabilities
 * alone; there is nothing to skip one with.
 */
export function describeConnector<Config>(harness: Harness<Config>, options: DescribeOptions = {}): void {
  const { describe, it, afterAll } = options.framework ?? frameworkOfGlobals();
  const { id, displayName, capabilities } = harness.connector;
  const setups = setupsOf(harness);
  const checks = checksFor(capabilities);
  const results: CheckResult[] = [];
  describe(`connector ${id}`, () => {
    for (const setup of setups)
      describe(setup, () => {
        for (const check of checks)
          it(
            `${check.id}: ${check.title}`,
            async () => {
              try {
                await runCheck(harness, setup, check);
                results.push(resultOf(check, setup));
              } catch (error) {
                results.push(resultOf(check, setup, { error }));
                throw error;
              }
            },
            CHECK_TIMEOUT_MS + 5_000,
          );
      });
    afterAll(async () => {
      const isWhole = results.length === setups.length * checks.length;
      if (options.reportFile === undefined || !isWhole) return;
      await mkdir(dirname(options.reportFile), { recursive: true });
      const report = { connector: { id, displayName, capabilities }, setups, results };
      await writeFile(options.reportFile, renderReport(report));
    });
  });
}

function frameworkOfGlobals(): TestFramework {
  const globals = globalThis as Partial<TestFramework>;
  const { describe, it, afterAll } = globals;
  if (describe === undefined || it === undefined || afterAll === undefined)
    throw new TypeError('There is no describe, it and afterAll here: pass the option `framework`.');
  return { describe, it, afterAll };
}
