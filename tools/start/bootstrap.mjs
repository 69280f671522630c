#!/usr/bin/env node
/**
 * `npm start` and `npm test` on a machine that has Node alone: install what changed, build what changed, run.
 * Plain JavaScript without dependencies, because nothing is installed yet when it begins.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const bin = join(root, 'node_modules', '.bin');

/** Nothing here reports home. */
const environment = {
  ...process.env,
  DO_NOT_TRACK: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  SCARF_ANALYTICS: 'false',
  NO_UPDATE_NOTIFIER: '1',
  npm_config_update_notifier: 'false',
  PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
};

function fail(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}

function checkNode() {
  const needed = manifest.engines.node.replace(/[^\d.]/g, '');
  const older = needed.localeCompare(process.versions.node, undefined, { numeric: true }) > 0;
  if (older)
    fail(`acp-hub needs Node ${needed} or newer, and this is ${process.versions.node}: https://nodejs.org`);
}

function runChild(command, parameters, stdio) {
  const shell = process.platform === 'win32';
  return spawnSync(command, parameters, { cwd: root, env: environment, stdio, shell, encoding: 'utf8' });
}

/** Runs a command in view of the terminal; returns its exit code. */
function run(command, parameters) {
  const { status, error } = runChild(command, parameters, 'inherit');
  if (error) fail(`${command} did not run: ${error.message}`);
  return status ?? 1;
}

/** What the installed dependencies follow from. */
function installationKey() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', '.npmrc']) {
    hash.update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function install() {
  const stamp = join(root, 'node_modules', '.acp-hub-installed');
  const key = installationKey();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return;

  console.log('Installing dependencies …');
  const options = [
    '--frozen-lockfile',
    '--prod=false',
    '--config.confirmModulesPurge=false',
    '--reporter=append-only',
  ];
  if (run('npx', ['--yes', manifest.packageManager, 'install', ...options, '--loglevel=warn']) !== 0) {
    fail(
      'The dependencies could not be installed; the lines above say why. The first run needs the npm registry.',
    );
  }
  writeFileSync(stamp, key);
}

function build() {
  console.log('Building what changed …');
  const options = ['--output-logs=errors-only', '--ui=stream', '--log-prefix=none'];
  const { status, stdout, stderr, error } = runChild('turbo', ['run', 'build', ...options], 'pipe');
  if (status === 0) return;
  console.error(`${stdout}${stderr}${error?.message ?? ''}`);
  fail('The build failed; the lines above say where.');
}

const commands = {
  start: () => import(pathToFileURL(join(root, 'tools', 'start', 'dist', 'main.js')).href),
  test(parameters) {
    const workers = Math.max(2, availableParallelism() - 1);
    const reporter = join(root, 'tools', 'testing', 'skip-reasons-reporter.cjs');
    process.exitCode = run('jest', [
      ...['--ci', `--maxWorkers=${workers}`, '--reporters=default', `--reporters=${reporter}`],
      ...parameters,
    ]);
  },
};

const [name = 'start', ...parameters] = process.argv.slice(2);
const command = commands[name];
if (!command) fail(`Unknown command ${name}: use ${Object.keys(commands).join(' or ')}.`);
checkNode();
install();
build();
await command(parameters);
