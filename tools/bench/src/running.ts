import { execFileSync, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 20_000;

/** A server under measurement, as a process of its own. */
export interface Running {
  /** Resident memory, MB. */
  rssMb(): number;
  /** Tells it to stop and resolves when it has; kills it when it takes too long. */
  stop(): Promise<void>;
}

/** Starts a compiled program and resolves once `readyUrl` answers. @throws Error with what it said where it ends. */
export async function startProcess(
  file: string,
  environment: Readonly<Record<string, string>>,
  readyUrl: string,
): Promise<Running> {
  const child = spawn(process.execPath, [...profiling(), file], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-4_000)));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
  };
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!(await answers(readyUrl))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`${file} is not up:\n${said}`);
    }
    await sleep(50);
  }
  return { rssMb: () => residentMb(child.pid ?? 0), stop };
}

/** `BENCH_PROFILE=<folder>` leaves a CPU profile of every server there. */
const profiling = (): readonly string[] =>
  process.env['BENCH_PROFILE'] === undefined
    ? []
    : ['--cpu-prof', '--cpu-prof-dir', process.env['BENCH_PROFILE']];

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

const residentMb = (pid: number): number =>
  Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024);
