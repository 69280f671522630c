import type { Version } from '../dialect/version';
import type { CheckContext } from './context';

/** One rule and the way to find out whether a server keeps it. */
export interface Check<Context = CheckContext> {
  /** Stable, `theme.rule`; scripts and the breakage tests know checks by it. */
  readonly id: string;
  /** What a server that passes does. */
  readonly sentence: string;
  /** Where the rule is written down. */
  readonly source: string;
  /** The first and last version with this rule; every version where left out. */
  readonly since?: Version;
  readonly until?: Version;
  /** Resolves where the rule holds. @throws CheckFailed where it does not, CheckSkipped where nobody can tell. */
  run(context: Context): Promise<void>;
}

/** Whether the check belongs to that version of the protocol at all. */
export const appliesTo = ({ since, until }: Check<never>, version: Version): boolean =>
  (since === undefined || version >= since) && (until === undefined || version <= until);
