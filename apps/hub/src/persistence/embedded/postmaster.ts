import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { withDirectory } from './account';
import { disownLock } from './lock-file';

const ALWAYS = { listen_addresses: '', unix_socket_directories: '.', timezone: 'UTC', log_timezone: 'UTC' };

/** What a server says when another one has the data directory, or has not quite gone yet. */
const TAKEN = /lock file .* already exists|pre-existing shared memory block/;

/** How a server ended: `taken` when it found another one on its data directory. */
export type Ending = { kind: 'stopped' } | { kind: 'taken' } | { kind: 'failed'; reason: string };

/**
 * Starts a server on the data directory, in a session of its own: it outlives this process unless it is told
 * to stop. Resolves when it ends.
 */
export function runPostmaster(
  binaries: string,
  directory: string,
  settings: Readonly<Record<string, string>>,
): Promise<Ending> {
  disownLock(directory);
  const flags = Object.entries({ ...settings, ...ALWAYS }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const logFile = join(directory, 'server.log');
  const log = openSync(logFile, 'a', 0o600);
  const logStart = statSync(logFile).size;
  const child = withDirectory(directory, log, (name, options) =>
    spawn(join(binaries, 'bin', 'postgres'), ['-D', name, ...flags], { ...options, detached: true }),
  );
  closeSync(log);
  child.unref();
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ kind: 'failed', reason: error.message }));
    child.once('exit', (code) => {
      if (code === 0) return resolve({ kind: 'stopped' });
      const said = readFileSync(logFile).subarray(logStart).toString().trim();
      resolve(TAKEN.test(said) ? { kind: 'taken' } : { kind: 'failed', reason: said });
    });
  });
}
