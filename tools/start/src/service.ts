import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from './problem';

const READY_TIMEOUT_MS = 90_000;
const STOP_TIMEOUT_MS = 15_000;
const LINES_KEPT = 20;

export type ServiceOptions = {
  readonly name: string;
  /** The compiled file to run, and its arguments. */
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Answers with a status below 500 once the service is ready. */
  readonly readyUrl: string;
  readonly logDir: string;
};

export type Service = {
  readonly name: string;
  readonly pid: number;
  /** Resolves once it answers; rejects, with its last words, when it ends first or takes too long. */
  readonly ready: Promise<void>;
  /** Rejects, with the service's last words, if it ends without having been told to. */
  readonly unexpectedEnd: Promise<never>;
  /** Tells it to stop and resolves once it has; kills it when it takes too long. */
  stop(): Promise<void>;
};

function keepLastLines(child: ChildProcess, logFile: string): () => string {
  const log = createWriteStream(logFile, { flags: 'a' });
  let last = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      log.write(chunk);
      last = `${last}${chunk.toString()}`.split('\n').slice(-LINES_KEPT).join('\n');
    });
  }
  child.once('close', () => log.end());
  return () => last.trim();
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000), redirect: 'manual' });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false;
  }
}

/** Starts a server as a process of its own, out of reach of the terminal's Ctrl-C. */
export function startService(options: ServiceOptions): Service {
  const { name, command, logDir } = options;
  mkdirSync(logDir, { recursive: true });
  const logFile = join(logDir, `${name}.log`);
  const child = spawn(process.execPath, command, {
    env: { ...process.env, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const lastLines = keepLastLines(child, logFile);

  let stopping = false;
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const unexpectedEnd = new Promise<never>((_, reject) => {
    void ended.then((how) => {
      if (stopping) return;
      reject(new Problem(`${name} ended (${how}). Its last lines, also in ${logFile}:\n\n${lastLines()}`));
    });
  });
  unexpectedEnd.catch(() => undefined);

  async function answer(): Promise<void> {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    while (!stopping && !(await answers(options.readyUrl))) {
      if (Date.now() > deadline) {
        throw new Problem(
          `${name} does not answer at ${options.readyUrl}. Its last lines:\n\n${lastLines()}`,
        );
      }
      await sleep(50);
    }
  }

  async function stop(): Promise<void> {
    stopping = true;
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
  }

  const ready = Promise.race([answer(), unexpectedEnd]);
  ready.catch(() => undefined);
  return { name, pid: child.pid ?? 0, ready, unexpectedEnd, stop };
}
