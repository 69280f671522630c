import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CLOCK_VARIABLE } from '../extension/clock-variable';
import type { Disturbance } from './disturbance';

const PRELOADED = join(__dirname, '../../dist/extension/jumping-clock.js');
const PAUSE_MS = { full: 6_000, quick: 2_000 };
const MINUTE = 60_000;
/** Within what a store allows a signature to be off, beyond it, beyond a session's life; and back each time. */
const JUMPS_MS = [4, 0, -4, 0, 20, 0, -20, 0, 120, 0].map((minutes) => minutes * MINUTE);

/** The hub's clock jumps; those of its database, its shop and its banks do not. */
export const clockJumps: Disturbance = {
  name: 'clock jumps',
  alsoEnds: ['expired', 'canceled'],
  async prepare(quick) {
    const folder = await mkdtemp(join(tmpdir(), 'acp-hub-chaos-clock-'));
    const file = join(folder, 'offset');
    const set = async (offsetMs: number): Promise<void> => {
      await writeFile(`${file}.new`, String(offsetMs));
      await rename(`${file}.new`, file);
    };
    await set(0);
    return {
      settings: { NODE_OPTIONS: `--require ${PRELOADED}`, [CLOCK_VARIABLE]: file },
      async disturb() {
        for (const jump of JUMPS_MS) {
          await sleep(quick ? PAUSE_MS.quick : PAUSE_MS.full);
          await set(jump);
        }
        return `${JUMPS_MS.length} jumps, by 4 and 20 minutes both ways and by 2 hours ahead, and back`;
      },
      close: () => rm(folder, { recursive: true, force: true }),
    };
  },
};
