import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The compiled hub. */
export const HUB = join(__dirname, '../../../../apps/hub/dist');

/** Runs `hub <parameters> --json` with an environment, and parses its answer. */
export function hubCommand(environment: Readonly<Record<string, string>>) {
  return async <Answer>(...parameters: readonly string[]): Promise<Answer> => {
    const { stdout } = await run(process.execPath, [join(HUB, 'cli/main.js'), ...parameters, '--json'], {
      env: { ...process.env, ...environment },
    });
    return JSON.parse(stdout) as Answer;
  };
}
