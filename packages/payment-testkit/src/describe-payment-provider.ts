import { authorizing } from './checks/authorizing';
import { failing } from './checks/failing';
import { moving } from './checks/moving';
import type { OpenProvider } from './harness';

/** What the suite needs of a test framework; jest, vitest and mocha have it as globals. */
export interface TestFramework {
  readonly describe: (name: string, define: () => void) => void;
  readonly it: (name: string, run: () => Promise<void>) => void;
}

const groups = { authorizing, moving, failing };

/** Declares one test for every promise of the interface that all providers make; each runs on empty books. */
export function describePaymentProvider(
  name: string,
  open: OpenProvider,
  { describe, it }: TestFramework,
): void {
  describe(`payment provider ${name}`, () => {
    for (const [group, checks] of Object.entries(groups))
      describe(group, () => {
        for (const { title, run } of checks)
          it(title, async () => {
            const provider = await open();
            try {
              await run(provider);
            } finally {
              await provider.close();
            }
          });
      });
  });
}
