import { halt, nameAttempt, report } from './obey';
import type { Trace } from './messages';
import { stepScope, type StepScope } from './step-scope';

/** A run of a step: whose it is, and where it can be died in. */
export interface Step {
  readonly saga: string;
  readonly step: string;
  /** Of the attempt or the refund: what the hub's idempotency keys begin with. */
  readonly id: string;
  readonly sessionId: string;
  readonly attempt: number;
  /** The step may have been run before. */
  readonly resumed: boolean;
  readonly moments: Trace['moments'];
}

const runs = new Map<string, number>();

/** Counts the runs of a step of an attempt in this process. */
export function nextRun(...of: readonly string[]): number {
  const key = of.join('/');
  const run = (runs.get(key) ?? 0) + 1;
  runs.set(key, run);
  return run;
}

/** Runs a step with its moments and its calls watched. */
export async function watchedStep(step: Step, run: () => Promise<unknown>): Promise<unknown> {
  const { id, sessionId, attempt, resumed, moments } = step;
  nameAttempt(id, { sessionId, attempt });
  const here = { saga: step.saga, step: step.step, attempt, run: nextRun(step.saga, step.step, id) };
  await halt(sessionId, { ...here, moment: 'before' });
  const scope: StepScope = { ...here, sessionId, resumed, calls: [] };
  const result = await stepScope.run(scope, run);
  const { kind = 'unnamed' } = result as { readonly kind?: string };
  report({ kind: 'trace', trace: { ...here, sessionId, result: kind, calls: scope.calls, moments } });
  if (moments.includes('unrecorded')) await halt(sessionId, { ...here, moment: 'unrecorded' });
  return result;
}
