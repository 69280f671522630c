import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(__dirname, '../../..');
/** Made by tools, or written for the place it is copied to. */
const PASSED_OVER = new Set(['template', 'node_modules', 'dist', '.git', '.turbo', '.acp-hub', 'coverage']);

function* filesIn(folder: string, ending: RegExp): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (PASSED_OVER.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path, ending);
    else if (ending.test(entry.name)) yield path;
  }
}

/** References of all such files that lead nowhere, as `file → reference`. @throws Error where there are none at all. */
function dead(ending: RegExp, reference: RegExp, resolve: (file: string, to: string) => string): string[] {
  const references = [...filesIn(root, ending)].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(reference)].map(([, to = '']) => ({ file, to })),
  );
  if (references.length === 0) throw new Error(`Nothing refers by ${reference}: the check checks nothing.`);
  return references
    .filter(({ file, to }) => !existsSync(resolve(file, to)))
    .map(({ file, to }) => `${relative(root, file)} → ${to}`);
}

test('every relative link of a document leads to a file', () => {
  const link = /\]\((?!https?:|mailto:|#)([^)#\s]+)/g;
  expect(dead(/\.md$/, link, (file, to) => join(dirname(file), to))).toEqual([]);
});

test('every document that code names is there', () => {
  const named = /\b(docs\/[\w/-]+(?:\.\w+)*\.(?:md|json))/g;
  expect(dead(/\.(?:ts|mjs|cjs)$/, named, (_, to) => join(root, to))).toEqual([]);
});

test('decisions are numbered without a gap', () => {
  const numbers = readdirSync(join(root, 'docs/decisions')).map((name) => Number(name.slice(0, 4)));
  expect(numbers.sort((one, other) => one - other)).toEqual(numbers.map((_, index) => index + 1));
});
