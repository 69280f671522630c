import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';

const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;
const LINES_KEPT = 30;

export interface ServerOptions {
  /** The compiled program. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Answers below 500 once the server is up. */
  readonly readyUrl: string;
  /** Told what the process sends; without it the process has nobody to send to. */
  readonly onMessage?: (message: unknown) => void;
}

/** A server as a process of its own. */
export interface ServerProcess {
  /** `kill -9`; resolves once the process is gone. */
  kill(): Promise<void>;
  /** Asks it to stop, and kills it when it takes too long. */
  stop(): Promise<void>;
  /** @throws Error where the process does not listen. */
  send(message: object): void;
  /** Resolves with its last words when the process is gone, for whatever reason. */
  readonly ended: Promise<string>;
}

const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill()));

/** Starts a server and resolves once it answers. @throws Error with its last words where it does not. */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const { file, environment, readyUrl, onMessage } = options;
  if (!existsSync(file)) throw new Error(`${file} is not there: run "npx turbo run build" first.`);
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', ...(onMessage === undefined ? [] : ['ipc' as const])],
  });
  if (onMessage !== undefined) child.on('message', onMessage);
  running.add(child);
  const lastWords = keepLastLines(child);
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      running.delete(child);
      resolve();
    });
  });
  const end = (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    return ended;
  };
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!(await answers(readyUrl))) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() > deadline) {
      await end('SIGKILL');
      throw new Error(`${file} did not come up at ${readyUrl}:\n${lastWords()}`);
    }
    await sleep(50);
  }
  return {
    kill: () => end('SIGKILL'),
    async stop() {
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
      await end('SIGTERM');
      clearTimeout(timer);
    },
    send: (message) => void child.send(message),
    ended: ended.then(lastWords),
  };
}

function keepLastLines(child: ChildProcess): () => string {
  let last = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      last = `${last}${chunk.toString()}`.split('\n').slice(-LINES_KEPT).join('\n');
    });
  }
  return () => last.trim();
}

async function answers(url: string): Promise<boolean> {
  try {
    const { statusCode, body } = await request(url, { headersTimeout: 2_000 });
    await body.dump();
    return statusCode < 500;
  } catch {
    return false;
  }
}
