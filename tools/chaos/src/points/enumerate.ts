import type { Trace } from '../extension/messages';
import { ENDING, type KillPoint } from './kill-point';

/**
 * Every point to die at in what a purchase did, oldest first. A run of a step that went as one before did (same
 * calls, same result) has no points of its own.
 * @param known what went before; added to.
 */
export function killPoints(traces: readonly Trace[], known: Set<string>): readonly KillPoint[] {
  return traces.flatMap((trace, index) => {
    const signature = signatureOf(trace, traces[index - 1]);
    if (known.has(signature)) return [];
    known.add(signature);
    return [...pointsOf(trace)];
  });
}

function signatureOf({ saga, step, result, calls }: Trace, before: Trace | undefined): string {
  const cause = step === ENDING ? `${before?.step} ${before?.result}` : '';
  return [saga, step, cause, result, ...calls.map(({ operation, sent }) => `${operation}:${sent}`)].join();
}

function* pointsOf({ saga, step, attempt, run, calls, moments }: Trace): Generator<KillPoint> {
  const here = { saga, step, attempt, run };
  if (moments.includes('before')) yield { ...here, moment: 'before' };
  for (const [index, { operation, sent }] of calls.entries()) {
    const call = calls.slice(0, index + 1).filter((each) => each.operation === operation).length;
    if (sent > 0) yield { ...here, moment: 'on the way', operation, call };
    yield { ...here, moment: 'answered', operation, call };
  }
  for (const moment of ['unrecorded', 'recorded'] as const)
    if (moments.includes(moment)) yield { ...here, moment };
}

/** The steps of a saga's definition that no script led through. */
export const stepsWithoutPoints = (
  saga: string,
  steps: readonly string[],
  traces: readonly Trace[],
): readonly string[] =>
  steps.filter((step) => !traces.some((trace) => trace.saga === saga && trace.step === step));
