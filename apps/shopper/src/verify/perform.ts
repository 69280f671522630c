import { summarise } from '../http/exchange';
import { ServerUnreachable } from '../http/transport';
import type { Check } from './check';
import type { CheckResult } from './result';
import { CheckFailed, CheckSkipped } from './verdict';

/** Makes one check; whatever it throws as a verdict becomes a result. */
export async function perform<Context>(check: Check<Context>, context: Context): Promise<CheckResult> {
  const { id, sentence, source } = check;
  try {
    await check.run(context);
    return { id, sentence, source, outcome: 'passed' };
  } catch (error) {
    if (error instanceof CheckSkipped)
      return { id, sentence, source, outcome: 'skipped', reason: error.message };
    if (error instanceof CheckFailed)
      return {
        id,
        sentence,
        source,
        outcome: 'failed',
        reason: error.message,
        ...(error.evidence === undefined ? {} : { evidence: summarise(error.evidence) }),
      };
    if (error instanceof ServerUnreachable)
      return { id, sentence, source, outcome: 'failed', reason: error.message };
    throw error;
  }
}
