import { progressLine, type NamedProgress } from '../../src/cli/progress-line';

const at = (done: number): NamedProgress => ({
  ...{ feed: 'chatgpt', stage: 'render', of: 'products', done, total: 200 },
});

/** What is written of three steps two seconds apart, and of one four seconds later. */
function written(options: { readonly isTerminal: boolean; readonly json: boolean }): string {
  let text = '';
  let now = 1_000;
  const surroundings = {
    readStdin: async () => '',
    write: () => undefined,
    writeError: (more: string) => void (text += more),
    isTerminal: options.isTerminal,
  };
  const line = progressLine(surroundings, options, () => now);
  for (const [done, later] of [
    [10, 2_000],
    [20, 2_000],
    [30, 4_000],
    [40, 0],
  ] as const) {
    line.show(at(done));
    now += later;
  }
  line.end();
  return text;
}

test('in a terminal one line is written over, and gone at the end', () => {
  const text = written({ isTerminal: true, json: false });
  expect(text.split('\r\u001b[2K')).toEqual([
    '',
    'chatgpt: rendering: 10 of 200 products (5%)',
    'chatgpt: rendering: 20 of 200 products (10%)',
    'chatgpt: rendering: 30 of 200 products (15%)',
    'chatgpt: rendering: 40 of 200 products (20%)',
    '',
  ]);
});

test('elsewhere a line is written every five seconds at most', () => {
  expect(written({ isTerminal: false, json: false })).toBe(
    'chatgpt: rendering: 10 of 200 products (5%)\nchatgpt: rendering: 40 of 200 products (20%)\n',
  );
});

test.each([true, false])('scripts read a JSON document a line (terminal: %s)', (isTerminal) => {
  const lines = written({ isTerminal, json: true }).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { progress: { feed: 'chatgpt', stage: 'render', done: 10, total: 200, of: 'products' } },
    { progress: { feed: 'chatgpt', stage: 'render', done: 40, total: 200, of: 'products' } },
  ]);
});
