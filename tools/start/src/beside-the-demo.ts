import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Ports } from './ports';
import { Problem } from './problem';
import { describeServices } from './services';
import { readSettings } from './settings';
import { readState } from './state';

const root = join(__dirname, '../../..');

/** Commands that are about no one merchant. */
const OF_NO_MERCHANT = ['tenant', 'migrate'];

/**
 * Runs `hub <parameters>` on the demo's data, beside a demo that runs: with its settings, and about its first shop unless
 * another is named. @returns the exit code.
 */
function besideTheDemo(parameters: readonly string[]): number {
  const { dataDir } = readSettings(root, process.env);
  const state = readState(join(dataDir, 'demo-state.json'));
  const [first] = state?.merchants ?? [];
  if (state === undefined || first === undefined)
    throw new Problem(`There is no demo in ${dataDir} yet: begin with npm start.`);
  const { hubCli } = describeServices(root, dataDir, state.ports as Ports);
  const [group = '--help'] = parameters;
  const isNamed = parameters.some((each) => each.startsWith('--tenant'));
  const isAboutNone =
    group.startsWith('-') || OF_NO_MERCHANT.includes(group) || parameters.includes('--help');
  const tenant = isNamed || isAboutNone ? [] : ['--tenant', first.tenantId];
  const { status, error } = spawnSync(process.execPath, [hubCli.file, ...parameters, ...tenant], {
    env: { ...process.env, ...hubCli.environment },
    stdio: 'inherit',
  });
  if (error !== undefined) throw error;
  return status ?? 1;
}

try {
  process.exitCode = besideTheDemo(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Problem ? `\n${error.message}\n` : error);
  process.exitCode = 1;
}
