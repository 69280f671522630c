import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const RUN_TYPESCRIPT = join(__dirname, '../../../../tools/testing/run-typescript.cjs');

/** A hub as a process of its own, from source; resolves once it listens. */
export async function startHubProcess(environment: Readonly<Record<string, string>>) {
  const child = spawn(
    process.execPath,
    [
      ...['--conditions', '@acp-hub/source', '--require', RUN_TYPESCRIPT],
      join(__dirname, '../../src/main.ts'),
    ],
    { env: { PATH: process.env.PATH, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const exited = once(child, 'exit');
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        const up = /"listening":"([^"]+)"/.exec(output);
        if (up?.[1] !== undefined) resolve(up[1]);
      });
    }
    child.once('exit', () => reject(new Error(`The hub ended:\n${output}`)));
  });
  return {
    url,
    signal: (name: NodeJS.Signals) => void child.kill(name),
    /** Resolves once the process has ended. */
    ended: exited,
    /** Everything it has written to standard output and standard error so far. */
    output: () => output,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
