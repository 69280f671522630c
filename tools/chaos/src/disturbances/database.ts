import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nothing, type Disturbance } from './disturbance';

const TIMES = { full: 12, quick: 3 };
const PAUSE_MS = 3_000;

/** PostgreSQL drops everything and recovers from its log, as after a power cut; whoever uses it starts it again. */
export const databaseRestarts: Disturbance = {
  name: 'PostgreSQL restarted',
  prepare: async (quick) => ({
    settings: {},
    close: nothing,
    async disturb({ places }) {
      const times = quick ? TIMES.quick : TIMES.full;
      let restarts = 0;
      while (restarts < times) {
        await sleep(PAUSE_MS);
        if (await crash(join(places.hub.dataDir, 'cluster'))) restarts += 1;
      }
      return `${restarts} times, by immediate shutdown`;
    },
  }),
};

/** @returns whether a server was there. */
async function crash(directory: string): Promise<boolean> {
  try {
    const [pid] = (await readFile(join(directory, 'postmaster.pid'), 'utf8')).split('\n');
    return process.kill(Number(pid), 'SIGQUIT');
  } catch {
    return false;
  }
}
