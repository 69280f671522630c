import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Problem } from './problem';

const runningSchema = z.object({ starter: z.number(), services: z.array(z.number()) });

type Running = z.infer<typeof runningSchema>;

/** The command line of a process; empty where there is none. */
function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-p', String(pid), '-o', 'args='], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

function read(file: string): Running {
  try {
    return runningSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { starter: 0, services: [] };
  }
}

/**
 * The record of what runs on a data directory. Rejects with a `Problem` when a demo runs there already, and ends what
 * one that was killed left behind: processes of the recorded ids that run a file below `root`.
 */
export async function openRunningRecord(file: string, root: string) {
  const before = read(file);
  if (before.starter !== process.pid && commandOf(before.starter).includes(join('tools', 'start'))) {
    throw new Problem(
      `A demo already runs on this data directory (process ${before.starter}): stop it first, ` +
        'or set HUB_DATA_DIR to another folder.',
    );
  }
  for (const pid of before.services.filter((service) => commandOf(service).includes(root))) {
    process.kill(pid, 'SIGKILL');
    while (commandOf(pid) !== '') await sleep(10);
  }
  const services: number[] = [];
  const save = () => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ starter: process.pid, services } satisfies Running));
  };
  save();
  return {
    add: (pid: number): void => {
      services.push(pid);
      save();
    },
    remove: () => rmSync(file, { force: true }),
  };
}
