import { chownSync, closeSync, openSync } from 'node:fs';
import type { SpawnOptions } from 'node:child_process';

/** uid and gid of `nobody`: PostgreSQL refuses to run as root. */
const NOBODY = 65534;

const isRoot = process.getuid?.() === 0;

/** The user the database server runs as: ours, or `nobody` when we are root. */
export const serverUid = isRoot ? NOBODY : process.getuid?.();

/** Gives `path` to the user the server runs as. */
export function giveToServer(path: string): void {
  if (isRoot) chownSync(path, NOBODY, NOBODY);
}

/**
 * Calls `start` with the name of `directory` and the options under which a child process, running as the
 * server's user, can use it.
 *
 * When root starts the hub in a folder of its own (`/root`, `mktemp -d`), `nobody` may not traverse the way to
 * the data. The child then gets the directory as an open descriptor and knows it by the descriptor's name.
 */
export function withDirectory<T>(
  directory: string,
  output: number | 'pipe',
  start: (name: string, options: SpawnOptions) => T,
): T {
  const options = { cwd: '/', env: {} };
  if (!isRoot || process.platform !== 'linux') {
    return start(directory, { ...options, stdio: ['ignore', output, output] });
  }
  const descriptor = openSync(directory, 'r');
  try {
    return start('/proc/self/fd/3', {
      ...options,
      uid: NOBODY,
      gid: NOBODY,
      stdio: ['ignore', output, output, descriptor],
    });
  } finally {
    closeSync(descriptor);
  }
}
