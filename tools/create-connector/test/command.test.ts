import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createTemporaryWorkspace, type TemporaryWorkspace } from './support/workspace';

let workspace: TemporaryWorkspace;
beforeEach(async () => {
  workspace = await createTemporaryWorkspace();
});
afterEach(() => workspace.remove());

const packages = () => readdirSync(join(workspace.root, 'packages'), { recursive: true }).sort();

test('it says what it made and what comes next', async () => {
  const { code, output } = await workspace.createConnector('acme');
  expect(code).toBe(0);
  expect(output).toMatch('Made packages/connector-acme and packages/fake-acme.');
  expect(output).toMatch('npx jest --selectProjects connector-acme');
  expect(packages()).toEqual(expect.arrayContaining(['connector-acme', 'fake-acme']));
});

test.each(['connector-acme', 'fake-acme'])('where %s exists nothing is written', async (taken) => {
  mkdirSync(join(workspace.root, 'packages', taken));
  const { code, output } = await workspace.createConnector('acme');
  expect({ code, output }).toEqual({
    code: 1,
    output: `packages/${taken} exists already, and nothing was written: choose another name.\n`,
  });
  expect(packages()).toEqual([taken]);
});

test.each([
  [[], 'Usage: pnpm create-connector <platform>'],
  [['--help'], 'Usage: pnpm create-connector <platform>'],
  [['corner', 'shop'], 'Usage: pnpm create-connector <platform>'],
  [['Corner Shop'], '"Corner Shop" cannot be a name'],
])('%j is answered by what is wrong, and nothing is written', async (parameters, answer) => {
  const { code, output } = await workspace.createConnector(...parameters);
  expect(code).toBe(1);
  expect(output).toMatch(answer);
  expect(packages()).toEqual([]);
});

test('outside a workspace it writes nothing', async () => {
  rmSync(join(workspace.root, 'pnpm-workspace.yaml'));
  const { code, output } = await workspace.createConnector('acme');
  expect(code).toBe(1);
  expect(output).toMatch(`${workspace.root} is not the root of the workspace`);
  expect(packages()).toEqual([]);
});
