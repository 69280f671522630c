import { NotWrittenError } from '@acp-hub/connector';
import type { Check } from './check';
import type { SetupName } from './harness';
import { messageOf } from './message-of';
import type { CheckResult } from './report';

/** How a check ended. @param failed what it rejected with; absent where it passed. */
export function resultOf(
  { id, group, title }: Check,
  setup: SetupName,
  failed?: { readonly error: unknown },
): CheckResult {
  if (failed === undefined) return { id, group, title, setup };
  const { error } = failed;
  const failure = messageOf(error);
  return {
    id,
    group,
    title,
    setup,
    failure,
    ...(error instanceof NotWrittenError && { missing: error.missing }),
  };
}
