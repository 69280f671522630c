import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A process id no system gives out. */
const NOBODYS_ID = '2147483647';

const lockFile = (directory: string) => join(directory, 'postmaster.pid');

function readLock(directory: string): string | undefined {
  try {
    return readFileSync(lockFile(directory), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether the process is a running PostgreSQL: not another program, and not one that ended unreaped. */
function isPostgres(pid: number): boolean {
  try {
    if (process.platform === 'linux') {
      return /^\d+ \(postgres\) [^ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    }
    return /^[^ZX]\S*\s.*postgres$/m.test(
      execFileSync('ps', ['-p', String(pid), '-o', 'stat=,comm='], { encoding: 'utf8' }).trim(),
    );
  } catch {
    return false;
  }
}

/** The process id of the server that holds the data directory. */
export function findServer(directory: string): number | undefined {
  const pid = Number(readLock(directory)?.split('\n')[0]);
  return pid > 0 && isPostgres(pid) ? pid : undefined;
}

/**
 * Makes sure that PostgreSQL sees an abandoned lock for what it is. It believes any live process of that id to
 * be a server, and after a container restarted there often is one. The file stays: it also tells PostgreSQL
 * which shared memory to check for survivors.
 */
export function disownLock(directory: string): void {
  const lock = readLock(directory);
  if (lock === undefined || findServer(directory) !== undefined) return;
  writeFileSync(lockFile(directory), lock.replace(/^\d+/, NOBODYS_ID));
}
