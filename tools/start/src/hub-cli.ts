import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { z } from 'zod';
import { Problem } from './problem';

const run = promisify(execFile);

/** Runs `hub <parameters> --json`, the operator's command, and parses its answer. */
export type HubCommand = <T>(parameters: readonly string[], answer: z.ZodType<T>) => Promise<T>;

export function hubCommand(file: string, environment: Readonly<Record<string, string>>): HubCommand {
  return async (parameters, answer) => {
    const { stdout } = await run(process.execPath, [file, ...parameters, '--json'], {
      env: { ...process.env, ...environment },
    }).catch((error: { stderr?: string; message: string }) => {
      const command = parameters.slice(0, 2).join(' ');
      throw new Problem(`hub ${command} failed: ${error.stderr?.trim() || error.message}`);
    });
    return answer.parse(JSON.parse(stdout));
  };
}
