import { allChecks, examineConnector, failuresOf } from '../src';
import { allMutants } from './mutants';
import { createReferenceConnector } from './reference/reference-connector';
import { referenceHarness } from './reference/reference-harness';

describe('a connector that', () => {
  it.concurrent.each(allMutants.map((mutant) => [mutant.does, mutant] as const))(
    '%s is caught by the check meant for it, and by no other',
    async (_does, { mutate, caughtBy, setup = 'usdNet' }) => {
      const harness = referenceHarness(mutate(createReferenceConnector()), 2_000);
      const report = await examineConnector(harness, { setups: [setup], atOnce: 4 });
      expect(failuresOf(report).map(({ id, failure }) => ({ id, failure }))).toEqual([
        { id: caughtBy, failure: expect.any(String) as string },
      ]);
    },
    60_000,
  );
});

it('every check has a mutant that it alone catches', () => {
  const proven = new Set(allMutants.map(({ caughtBy }) => caughtBy));
  expect(allChecks.map(({ id }) => id).filter((id) => !proven.has(id))).toEqual([]);
});
