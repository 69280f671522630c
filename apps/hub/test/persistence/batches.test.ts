import fc from 'fast-check';
import { Batches } from '../../src/persistence/batches';

const MOST = 4;

interface Item {
  readonly tenantId: string;
  readonly number: number;
  readonly isBad: boolean;
}

const arrivals = fc.array(
  fc.record({
    tenantId: fc.constantFrom('a', 'b'),
    isBad: fc.boolean(),
    /** Turns of the event loop before it is added. */
    after: fc.integer({ min: 0, max: 3 }),
  }),
  { maxLength: 40 },
);

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test('every item is answered once and as its own, in order, at most so many at a time', async () => {
  await fc.assert(
    fc.asyncProperty(arrivals, async (given) => {
      const written: Item[] = [];
      const running = new Set<string>();
      const batches = new Batches<Item, string>(MOST, async (tenantId, items) => {
        expect(running.has(tenantId)).toBe(false);
        running.add(tenantId);
        await turn();
        running.delete(tenantId);
        expect(items.length).toBeLessThanOrEqual(MOST);
        expect(items.every((item) => item.tenantId === tenantId)).toBe(true);
        const bad = items.find(({ isBad }) => isBad);
        if (bad !== undefined) throw new Error(`bad ${bad.number}`);
        written.push(...items);
        return items.map(({ number }) => `written ${number}`);
      });
      const answers: Promise<string>[] = [];
      for (const [number, { tenantId, isBad, after }] of given.entries()) {
        for (let left = after; left > 0; left -= 1) await turn();
        answers.push(
          batches.add(tenantId, { tenantId, number, isBad }).catch((error: Error) => error.message),
        );
      }
      await expect(Promise.all(answers)).resolves.toEqual(
        given.map(({ isBad }, number) => (isBad ? `bad ${number}` : `written ${number}`)),
      );
      for (const tenantId of ['a', 'b']) {
        expect(written.filter((item) => item.tenantId === tenantId).map(({ number }) => number)).toEqual(
          [...given.entries()]
            .filter(([, one]) => one.tenantId === tenantId && !one.isBad)
            .map(([number]) => number),
        );
      }
    }),
    { numRuns: 100 },
  );
});
