import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkHub, checkManifests, checkPackages, readWorkspace, type Report } from '../src';

const root = join(__dirname, '../../..');
const workspace = readWorkspace(root);
const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  devDependencies: Record<string, string>;
};

function expectClean(report: Report): void {
  expect(report.checked).toBeGreaterThan(0);
  expect(report.violations).toEqual([]);
}

test('packages import only what the table allows', () => expectClean(checkPackages(workspace)));

test('the folders of the hub keep their layers', () => expectClean(checkHub(workspace)));

test('every package.json declares exactly what its files import', () =>
  expectClean(checkManifests(workspace, Object.keys(devDependencies))));
