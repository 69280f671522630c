import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Resources {
  /** A folder for the duration. */
  readonly folder: () => Promise<string>;
  /** Has it stopped at the end, last come first. */
  readonly use: <T extends { stop(): unknown }>(resource: T) => Promise<T>;
}

/** Runs `work` and then ends whatever it used, also where it fails or is interrupted. */
export async function withResources<T>(work: (resources: Resources) => Promise<T>): Promise<T> {
  const endings: (() => unknown)[] = [];
  const endAll = async (): Promise<void> => {
    for (let ending = endings.pop(); ending !== undefined; ending = endings.pop()) await ending();
  };
  // An interrupted run fails, too: both wait for one end, so that a folder goes after those who write to it.
  let ended: Promise<void> | undefined;
  const end = (): Promise<void> => (ended ??= endAll());
  const interrupt = (): void => void end().finally(() => process.exit(130));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    return await work({
      async folder() {
        const path = await mkdtemp(join(tmpdir(), 'acp-hub-bench-'));
        endings.push(() => rm(path, { recursive: true, force: true }));
        return path;
      },
      async use(resource) {
        endings.push(() => resource.stop());
        return resource;
      },
    });
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    await end();
  }
}
