import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const program = join(__dirname, '../../dist/main.js');

/** Runs what `npm start` runs once everything is built, on ports that the machine has free; resolves once it is up. */
export async function startDemo(dataDir: string, ...parameters: readonly string[]) {
  const child = spawn(process.execPath, [program, ...parameters], {
    env: { ...process.env, HUB_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = once(child, 'exit');
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Ctrl-C stops everything')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(output)));
  });
  return {
    /** `null` while it runs. */
    exitCode: () => child.exitCode,
    output: () => output,
    ended,
    async stop(): Promise<void> {
      if (child.exitCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}

export type RunningDemo = Awaited<ReturnType<typeof startDemo>>;
