import { NotWrittenError, type Store } from '@acp-hub/connector';
import { examineConnector, failuresOf } from '../src';
import { inStore } from './mutants/mutant';
import { createReferenceConnector } from './reference/reference-connector';
import { referenceHarness } from './reference/reference-harness';

const notWritten = (method: keyof Store) => async (): Promise<never> => {
  throw new NotWrittenError(`Store.${method}`, { file: 'src/store.ts', contract: 'src/connector.ts' });
};

const examine = async (method: keyof Store) => {
  const unfinished = inStore((store) => ({ ...store, [method]: notWritten(method) }))(
    createReferenceConnector(),
  );
  return examineConnector(referenceHarness(unfinished, 2_000), { setups: ['usdNet'], atOnce: 16 });
};

describe('a method that is not written yet', () => {
  it.each(['quote', 'placeOrder', 'getOrder'] as const)(
    '%s is what every check says that cannot do without it',
    async (method) => {
      const failures = failuresOf(await examine(method));
      expect(failures.length).toBeGreaterThan(0);
      for (const { id, missing, failure } of failures)
        expect({ id, missing, failure }).toEqual({
          id,
          missing: `Store.${method}`,
          failure: `Store.${method} is not written yet. Write it in src/store.ts; what it owes stands in src/connector.ts.`,
        });
    },
    60_000,
  );
});
