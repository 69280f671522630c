import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkManifests, checkPackages, readWorkspace } from '@acp-hub/layers';
import { readReport } from './support/read-report';
import { createTemporaryWorkspace, type TemporaryWorkspace } from './support/workspace';

const root = join(__dirname, '../../..');
const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  devDependencies: Record<string, string>;
};

let workspace: TemporaryWorkspace;
const read = (file: string) => readFileSync(join(workspace.root, file), 'utf8');
const filesMade = () =>
  readdirSync(join(workspace.root, 'packages'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

beforeAll(async () => {
  workspace = await createTemporaryWorkspace();
  expect(await workspace.createConnector('corner-shop-24')).toMatchObject({ code: 0 });
});
afterAll(() => workspace.remove());

describe('scaffold check: a connector just made', () => {
  const clean = { code: 0, output: '' };

  test('has the name in every spelling, and no trace of the template’s', () => {
    expect(read('packages/connector-corner-shop-24/src/connector.ts')).toMatch(
      /cornerShop24Connector: Connector<CornerShop24Config>.*id: 'corner-shop-24',\s+displayName: 'Corner Shop 24'/s,
    );
    const traces = filesMade().filter((file) => /your.?platform/i.test(file + readFileSync(file, 'utf8')));
    expect(traces).toEqual([]);
  });

  test('sends its author to files that exist', () => {
    const named = filesMade().flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      const paths = Array.from(text.matchAll(/\b(?:packages|apps)\/[\w./-]+\.ts\b/g), ([path]) => path);
      const links = Array.from(text.matchAll(/\]\((\.[^)]+)\)/g), ([, link = '']) => link);
      const folder = dirname(file).replace(`${workspace.root}/`, '');
      return [...paths, ...links.map((link) => join(folder, link))];
    });
    expect(named.length).toBeGreaterThan(0);
    const missing = named.filter((path) => ![workspace.root, root].some((at) => existsSync(join(at, path))));
    expect(missing).toEqual([]);
  });

  describe('once its dependencies are linked', () => {
    beforeAll(() => workspace.link());

    test('keeps the layers', () => {
      const packages = readWorkspace(workspace.root);
      expect(checkPackages(packages).violations).toEqual([]);
      expect(checkManifests(packages, Object.keys(devDependencies))).toEqual({ checked: 2, violations: [] });
    });

    test('is of the right types', async () => {
      const compiled = await workspace.run(
        'typescript/bin/tsc',
        ...['--noEmit', '--declaration', '-p', 'tsconfig.json'],
      );
      expect(compiled).toEqual(clean);
    });

    test('is linted', async () => {
      expect(await workspace.run('eslint/bin/eslint.js', '.')).toEqual(clean);
    });

    test('is formatted', async () => {
      const checked = await workspace.run(
        'prettier/bin/prettier.cjs',
        ...['--check', '--log-level', 'warn', 'packages'],
      );
      expect(checked).toEqual(clean);
    });

    test('passes what it can, and the suite says what to write for the rest', async () => {
      const run = await workspace.run(
        'jest/bin/jest.js',
        ...['--selectProjects', 'connector-corner-shop-24', '--reporters=summary'],
      );
      expect(run).toEqual({ code: 1, output: expect.stringMatching(/^Tests: +\d+ failed, 42 passed/m) });
      const report = read('packages/connector-corner-shop-24/conformance.md');
      const checks = [...readReport(report)];
      const idsOf = (word: string) => checks.filter(([, words]) => words === word).map(([id]) => id);
      expect(idsOf('pass')).toEqual([
        'declaration.shape',
        'declaration.check_passes',
        'declaration.check_explains',
        'catalogue.every_product_once',
        'catalogue.stable_order',
        'catalogue.prices_and_stock',
        'catalogue.variants_apart',
        'catalogue.updated_since',
        'catalogue.deleted_gone',
        'catalogue.left_out_listed',
        'catalogue.left_out_by_id',
        'catalogue.variants_by_id',
        'faults.silence',
        'tenants.catalogue_apart',
      ]);
      expect(idsOf('**FAIL**')).toEqual(['quote.known_prices']);
      expect(idsOf('to write')).toHaveLength(checks.length - 14 - 1);
      expect(report).toContain('nothing was checked: give an example without a coupon in facts.examples');
      expect(report.match(/^\d\. .*/gm)).toEqual([
        expect.stringMatching(
          /^1\. Store\.quote is not written yet\. Write it in packages\/connector-corner-shop-24\/src\/quoting\.ts; what it owes stands in packages\/commerce\/src\/quote\.ts\./,
        ),
        expect.stringMatching(/^2\. Store\.getOrder is not written yet\. .*\/src\/orders\.ts;/),
      ]);
    });
  });
});
