import type { ConnectorCapabilities } from '@acp-hub/connector';
import type { CheckGroup } from './check';
import type { SetupName } from './harness';

export interface CheckResult {
  readonly id: string;
  readonly group: CheckGroup;
  readonly title: string;
  readonly setup: SetupName;
  /** What was wrong; absent where the check passed. */
  readonly failure?: string;
  /** What is still to be written before the check can judge, e.g. `Store.quote`. */
  readonly missing?: string;
}

/** What a connector was tried on, and how it did. */
export interface ConformanceReport {
  readonly connector: {
    readonly id: string;
    readonly displayName: string;
    readonly capabilities: ConnectorCapabilities;
  };
  readonly setups: readonly SetupName[];
  readonly results: readonly CheckResult[];
}

/** What did not pass, missing or wrong. */
export const failuresOf = ({ results }: ConformanceReport): readonly CheckResult[] =>
  results.filter(({ failure }) => failure !== undefined);
