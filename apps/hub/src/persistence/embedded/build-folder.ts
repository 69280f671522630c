import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Whether another process with this id is running. */
function isOthers(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Builds the folder `target` unless it exists, under a draft name that is moved into place when complete. A
 * build that is killed leaves a draft, which the next one removes; of two builds at once the first one counts.
 */
export function buildFolder(target: string, build: (draft: string) => void): void {
  if (existsSync(target)) return;
  const parent = dirname(target);
  for (const name of readdirSync(parent)) {
    const [, builder] = name.split(`${basename(target)}.draft-`);
    if (builder !== undefined && !isOthers(Number(builder))) rmSync(join(parent, name), { recursive: true });
  }
  const draft = `${target}.draft-${process.pid}`;
  try {
    build(draft);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
}
