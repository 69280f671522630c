const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

/** What a package's tests share for one run, such as a database server, is in these files of its `test` folder. */
const shared = (folder, option, file) =>
  existsSync(join(folder, 'test', 'support', file))
    ? { [option]: join(folder, 'test', 'support', file) }
    : {};

/** One jest project per workspace package that has a `test` folder; the preset is the same for all. */
const folders = ['apps', 'packages', 'tools'].flatMap((group) =>
  existsSync(join(__dirname, group))
    ? readdirSync(join(__dirname, group)).map((name) => join(__dirname, group, name))
    : [],
);

module.exports = {
  // What a test file leaves behind in a worker makes the next ones slow: collecting garbage takes the longer the more there is.
  workerIdleMemoryLimit: '1GB',
  // A busy machine is slow, not wrong: what hangs is ended all the same.
  testTimeout: 60_000,
  projects: folders
    .filter((folder) => existsSync(join(folder, 'test')))
    .map((folder) => ({
      ...require('./jest.preset.js'),
      displayName: folder.split('/').at(-1),
      rootDir: folder,
      ...shared(folder, 'globalSetup', 'global-setup.ts'),
      ...shared(folder, 'globalTeardown', 'global-teardown.ts'),
    })),
};
