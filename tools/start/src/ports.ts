import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from './problem';
import type { PortName, Settings } from './settings';

export type Ports = Readonly<Record<PortName, number>>;

const DEFAULTS: Ports = {
  HUB_PORT: 8080,
  DEMO_STORE_PORT: 8090,
  FAKE_PSP_PORT: 8091,
  AGENT_INBOX_PORT: 8092,
  /** Of the second merchant's shop, where each has a server of its own. */
  OTHER_STORE_PORT: 8093,
};

const NAMES = Object.keys(DEFAULTS) as PortName[];

const ATTEMPTS = 100;

const PATIENCE = 10;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, () => server.close(() => resolve(true)));
  });
}

/** Like `isFree`, with patience for a server that is just being stopped. */
async function becomesFree(port: number): Promise<boolean> {
  for (let attempt = 0; attempt < PATIENCE; attempt++) {
    if (await isFree(port)) return true;
    await sleep(100);
  }
  return false;
}

async function nextFree(first: number, taken: ReadonlySet<number>): Promise<number> {
  if (!taken.has(first) && (await becomesFree(first))) return first;
  for (let port = first + 1; port < first + ATTEMPTS; port++) {
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  throw new Problem(`No port from ${first} to ${first + ATTEMPTS - 1} is free.`);
}

/**
 * A port for each server: the one asked for, else the one of last time, else the default or the next free one
 * after it. `note` hears of every port that had to move. Throws a `Problem` when a port asked for is taken.
 */
export async function choosePorts(
  wanted: Settings['wanted'],
  lastTime: Readonly<Record<string, number>>,
  note: (message: string) => void,
): Promise<Ports> {
  const ports: Record<PortName, number> = { ...DEFAULTS, ...lastTime };
  for (const [name, port] of Object.entries(wanted)) {
    if (port === undefined) continue;
    if (!(await becomesFree(port))) {
      throw new Problem(
        `Port ${port} (${name}) is taken: stop what listens there, or set ${name} to another port.`,
      );
    }
    ports[name as PortName] = port;
  }
  for (const name of NAMES.filter((candidate) => wanted[candidate] === undefined)) {
    const usual = ports[name];
    const others = new Set(NAMES.filter((other) => other !== name).map((other) => ports[other]));
    ports[name] = await nextFree(usual, others);
    if (ports[name] !== usual) note(`Port ${usual} is taken, so ${name} is ${ports[name]}.`);
  }
  return ports;
}
