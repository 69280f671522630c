import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotWrittenError } from '@acp-hub/connector';
import { describeConnector, renderReport, type ConformanceReport } from '../src';
import { createReferenceConnector } from './reference/reference-connector';
import { referenceHarness } from './reference/reference-harness';

const { id, displayName, capabilities } = createReferenceConnector();

describe('the report', () => {
  const report: ConformanceReport = {
    connector: { id, displayName, capabilities },
    setups: ['usdNet', 'jpy'],
    results: [
      { id: 'quote.a', group: 'Quote', title: 'A holds.', setup: 'usdNet' },
      { id: 'place.b', group: 'Placing', title: 'B | C.', setup: 'usdNet', failure: 'expected 1, got 2' },
      { id: 'quote.a', group: 'Quote', title: 'A holds.', setup: 'jpy' },
    ],
  };

  it('says capability by capability and group by group what was tested where', () => {
    const text = renderReport(report);
    expect(text).toContain('# Reference shop (`reference`): conformance\n\n1 of 3 checks failed.');
    expect(text).toContain('| placement | held |');
    expect(text).toContain('## Quote\n\n| rule | check | usdNet | jpy |\n| --- | --- | --- | --- |');
    expect(text).toContain('| A holds. | `quote.a` | pass | pass |');
    expect(text).toContain('| B \\| C. | `place.b` | **FAIL** | not run |');
    expect(text).toContain('### `place.b` in usdNet\n\n```\nexpected 1, got 2\n```');
  });

  it('tells what is still to be written from what is wrong, and where to write it', () => {
    const quote = new NotWrittenError('Store.quote', {
      file: 'src/quoting.ts',
      contract: 'src/connector.ts',
    });
    const waiting = { failure: quote.message, missing: quote.missing };
    const results = report.results.map((result) =>
      result.group === 'Quote' ? { ...result, ...waiting } : result,
    );
    const text = renderReport({ ...report, results });
    expect(text).toContain(
      '0 of 3 checks passed, 1 failed, and 2 wait for what is still to be written.\n\n' +
        '## To write next\n\n1. Store.quote is not written yet. Write it in src/quoting.ts; ' +
        'what it owes stands in src/connector.ts. (checks that wait for it: 2)\n\n## Declared',
    );
    expect(text).toContain('| A holds. | `quote.a` | to write | to write |');
    expect(text.match(/^### .*/gm)).toEqual(['### `place.b` in usdNet']);
  });

  it('does not call a run without checks a success', () => {
    expect(renderReport({ ...report, results: [] })).toContain('Nothing was tested.');
  });
});

describe('describeConnector', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'testkit-'))));
  afterEach(() => rm(folder, { recursive: true }));

  /** Declares a broken connector's tests, and runs those that are chosen. */
  async function declareAndRun(reportFile: string, isChosen: (name: string) => boolean) {
    const tests: { name: string; run: () => Promise<void> }[] = [];
    const after: (() => Promise<void>)[] = [];
    const connector = { ...createReferenceConnector(), id: 'No Id', connect: unconnected };
    describeConnector(referenceHarness(connector), {
      reportFile,
      framework: {
        describe: (_name, define) => define(),
        it: (name, run) => void tests.push({ name, run }),
        afterAll: (run) => void after.push(run),
      },
    });
    const chosen = tests.filter(({ name }) => isChosen(name));
    const outcomes = await Promise.allSettled(chosen.map(({ run }) => run()));
    for (const run of after) await run();
    return { tests, chosen, failed: outcomes.filter(({ status }) => status === 'rejected') };
  }

  it('declares a test per check and set-up, fails those that find something, and writes the report', async () => {
    const reportFile = join(folder, 'reports', 'reference.md');
    const { tests, failed } = await declareAndRun(reportFile, () => true);
    expect(tests.filter(({ name }) => name.startsWith('declaration.'))).toHaveLength(3 * 4);
    const written = await readFile(reportFile, 'utf8');
    expect(written).toContain(`${failed.length} of ${tests.length} checks failed.`);
    expect(written).toContain('### `declaration.shape` in kwd');
  }, 60_000);

  it('leaves the report of a whole run alone when some of the checks are run', async () => {
    const reportFile = join(folder, 'reference.md');
    await writeFile(reportFile, 'of a whole run');
    const { chosen } = await declareAndRun(reportFile, (name) => name.startsWith('declaration.'));
    expect(chosen).toHaveLength(3 * 4);
    expect(await readFile(reportFile, 'utf8')).toBe('of a whole run');
  }, 60_000);
});

/** Nobody is asked, so that all the checks are over at once. */
const unconnected = () => {
  throw new Error('There is no shop.');
};
