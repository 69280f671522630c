import { execFile } from 'node:child_process';

export interface Ended {
  readonly code: number;
  /** Both streams, in the order they were written to. */
  readonly output: string;
}

/** Runs a program of node's to its end. */
export function runNode(cwd: string, parameters: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { cwd, maxBuffer: 64 * 1024 * 1024, env: { ...process.env, NO_COLOR: '1' } };
    const child = execFile(process.execPath, [...parameters], options, () =>
      resolve({ code: child.exitCode ?? 1, output }),
    );
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: string) => (output += chunk));
  });
}
