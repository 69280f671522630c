import type { Check } from './check';
import type { Harness, SetupName } from './harness';
import { withScene } from './scene';

/** Milliseconds a check may take, several deadlines of the connector's transport included. */
export const CHECK_TIMEOUT_MS = 30_000;

/** Runs one check on a shop of its own; rejects where the rule is broken. */
export async function runCheck<Config>(
  harness: Harness<Config>,
  setup: SetupName,
  check: Check,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    const message = `${check.id} did not end within ${CHECK_TIMEOUT_MS} ms`;
    timer = setTimeout(() => reject(new Error(message)), CHECK_TIMEOUT_MS);
  });
  try {
    await Promise.race([withScene(harness, setup, (scene) => check.run(scene)), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
