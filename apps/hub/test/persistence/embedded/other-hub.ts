import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export type OtherHub = {
  readonly output: string;
  /** Resolves to its exit code; `null` where the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
};

/** A process of its own that uses the server of `dataDir`; resolves once it has its URL. */
export async function startOtherHub(dataDir: string): Promise<OtherHub> {
  const child: ChildProcess = spawn(
    process.execPath,
    [
      '-r',
      join(__dirname, '../../../../../tools/testing/run-typescript.cjs'),
      join(__dirname, 'hold-server.ts'),
      dataDir,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const exited = once(child, 'exit');
  let output = '';
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('\nurl ')) resolve();
    });
    child.once('exit', () => reject(new Error(complaint)));
  });
  return {
    output,
    async end(signal) {
      child.kill(signal);
      const [code] = (await exited) as [number | null];
      return code;
    },
  };
}
