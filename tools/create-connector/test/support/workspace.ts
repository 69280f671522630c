import { copyFile, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runNode, type Ended } from './run';

const root = join(__dirname, '../../../..');

/** What a package of the workspace is type-checked, linted, formatted and tested by. */
const CONFIGURATION = [
  'pnpm-workspace.yaml',
  'tsconfig.json',
  'tsconfig.base.json',
  'tsconfig.build.json',
  'eslint.config.mjs',
  '.editorconfig',
  '.prettierrc.json',
  '.prettierignore',
  'jest.config.js',
  'jest.preset.js',
];

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** A workspace beside the real one, with its rules and nothing else in it. */
export interface TemporaryWorkspace {
  readonly root: string;
  createConnector(...parameters: readonly string[]): Promise<Ended>;
  /** Lets every package find what it declares, and nothing else, as an installation does. */
  link(): Promise<void>;
  /** Runs a program that the real workspace has installed. */
  run(program: string, ...parameters: readonly string[]): Promise<Ended>;
  remove(): Promise<void>;
}

export async function createTemporaryWorkspace(): Promise<TemporaryWorkspace> {
  const temporary = await realpath(await mkdtemp(join(tmpdir(), 'create-connector-')));
  for (const file of CONFIGURATION) await copyFile(join(root, file), join(temporary, file));
  for (const group of ['apps', 'packages', 'tools']) await mkdir(join(temporary, group));
  await symlink(join(root, 'node_modules'), join(temporary, 'node_modules'));
  const runTypeScript = join(root, 'tools/testing/run-typescript.cjs');
  const main = join(root, 'tools/create-connector/src/main.ts');
  return {
    root: temporary,
    createConnector: (...parameters) => runNode(temporary, ['-r', runTypeScript, main, ...parameters]),
    async link() {
      for (const name of await readdir(join(temporary, 'packages'))) await linkPackage(temporary, name);
    },
    run: (program, ...parameters) => runNode(temporary, [join(root, 'node_modules', program), ...parameters]),
    remove: () => rm(temporary, { recursive: true }),
  };
}

const readManifest = async (folder: string) =>
  JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;

async function linkPackage(temporary: string, name: string): Promise<void> {
  const folder = join(temporary, 'packages', name);
  const { dependencies, devDependencies } = await readManifest(folder);
  for (const [dependency, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    const link = join(folder, 'node_modules', dependency);
    await mkdir(dirname(link), { recursive: true });
    await symlink(await installed(temporary, dependency, version), link);
  }
}

/** Where a dependency is: a new package, one of the real workspace, or what a package there has installed. */
async function installed(temporary: string, dependency: string, version: string): Promise<string> {
  if (version === 'workspace:*') {
    const name = dependency.replace('@acp-hub/', '');
    const fresh = await readdir(join(temporary, 'packages'));
    return join(fresh.includes(name) ? temporary : root, 'packages', name);
  }
  for (const name of await readdir(join(root, 'packages'))) {
    const folder = join(root, 'packages', name);
    if ((await readManifest(folder)).dependencies?.[dependency] === version)
      return realpath(join(folder, 'node_modules', dependency));
  }
  throw new Error(`The template wants ${dependency} ${version}, which no package has: bring it up to date.`);
}
