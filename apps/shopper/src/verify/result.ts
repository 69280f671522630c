export type Outcome = 'passed' | 'failed' | 'skipped';

export interface CheckResult {
  readonly id: string;
  readonly sentence: string;
  readonly source: string;
  readonly outcome: Outcome;
  /** Why it failed or was skipped. */
  readonly reason?: string;
  /** The exchange that shows a failure, in one line. */
  readonly evidence?: string;
}

export interface VersionReport {
  /** Of the protocol or contract. */
  readonly version: string;
  readonly results: readonly CheckResult[];
}

export interface Report {
  readonly baseUrl: string;
  /** The folder of schema files answers were held against; `null` where it was wanted and is not there. */
  readonly schemas?: string | null;
  readonly versions: readonly VersionReport[];
}

/** How many results have that outcome, over all versions. */
export const count = (report: Report, outcome: Outcome): number =>
  report.versions.flatMap(({ results }) => results).filter((result) => result.outcome === outcome).length;

/** A run in which nothing passed has shown nothing, and counts as failed. */
export const isConformant = (report: Report): boolean =>
  count(report, 'failed') === 0 && count(report, 'passed') > 0;
