import { replay } from './support/replay';
import { describeRecorded } from './support/recordings';
import { OUT_OF_REACH } from './support/out-of-reach';

/** At most a tenth of what was recorded. */
const MOST_OUT_OF_REACH = 100;

describeRecorded('a live WooCommerce 10.0.2, replayed', (scenarios) => {
  const count = { replayed: 0, alike: 0 };

  test('few exchanges are out of reach', () => {
    expect(Object.keys(OUT_OF_REACH).length).toBeLessThanOrEqual(MOST_OUT_OF_REACH);
  });

  test.each([...scenarios.keys()])('%s', async (scenario) => {
    const { results } = await replay(scenarios.get(scenario)!);
    const different = [...results].filter(([, found]) => found.length > 0);
    count.replayed += results.size;
    count.alike += results.size - different.length;
    const unexpected = different.filter(([name]) => OUT_OF_REACH[name] === undefined);
    const nowAlike = Object.keys(OUT_OF_REACH).filter(
      (name) => name.startsWith(`${scenario}/`) && !different.some(([one]) => one === name),
    );
    expect({ unexpected, nowAlike }).toEqual({ unexpected: [], nowAlike: [] });
  });

  afterAll(() => {
    process.stdout.write(
      `Replayed ${count.replayed} exchanges, ${count.alike} alike, ${Object.keys(OUT_OF_REACH).length} listed as out of reach.\n`,
    );
  });
});
