import type { Version } from '../dialect/version';
import { appliesTo, type Check } from './check';
import { createContext, type ContextParts } from './context';
import { perform } from './perform';
import type { CheckResult, VersionReport } from './result';

export interface Run extends Omit<ContextParts, 'version'> {
  readonly versions: readonly Version[];
  readonly checks: readonly Check[];
  /** Told of each result as it comes. */
  readonly onResult?: (version: Version, result: CheckResult) => void;
}

/** Makes the checks one after the other, version by version. */
export async function verify({ versions, checks, onResult, ...parts }: Run): Promise<VersionReport[]> {
  const reports: VersionReport[] = [];
  for (const version of versions) {
    const context = createContext({ ...parts, version });
    const results: CheckResult[] = [];
    for (const check of checks.filter((one) => appliesTo(one, version))) {
      const result = await perform(check, context);
      onResult?.(version, result);
      results.push(result);
    }
    reports.push({ version, results });
  }
  return reports;
}
