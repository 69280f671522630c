import { type ChildProcess, spawn, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

jest.setTimeout(180_000);

const root = join(__dirname, '../../..');
const program = join(root, 'tools/start/dist/main.js');
const shopper = join(root, 'apps/shopper/dist/main.js');
const dataDir = mkdtempSync(join(tmpdir(), 'acp-hub-demo-'));
const demoFile = join(dataDir, 'demo.json');

const readDemo = () => JSON.parse(readFileSync(demoFile, 'utf8')) as { store_url: string; base_url: string };

type Start = {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<unknown>;
};

let running: Start | undefined;

/** Runs what `npm start` runs once everything is built, on ports that the machine has free. */
async function start(): Promise<Start> {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, HUB_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = once(child, 'exit');
  const up = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Ctrl-C stops everything')) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('exit', () => reject(new Error(output)));
  });
  running = { child, output: () => output, ended };
  await up;
  return running;
}

async function stop({ child, ended }: Start): Promise<void> {
  child.kill('SIGTERM');
  await ended;
}

const ordersAt = async (store: string) =>
  (await (await fetch(`${store}/cascade/admin`)).text()).match(/CO-\d+/g);

/** The ids of the demo's servers. */
const servers = () =>
  (JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')) as { services: number[] }).services;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

afterAll(async () => {
  if (running?.child.exitCode === null) await stop(running);
  rmSync(dataDir, { recursive: true, force: true });
});

test('a newcomer starts the demo, buys, stops it, and finds the order after a second start', async () => {
  const first = await start();
  expect(first.output()).toContain('Three things to try');
  execFileSync(process.execPath, [shopper, 'buy', '--demo', demoFile], { encoding: 'utf8' });
  const orders = await ordersAt(readDemo().store_url);
  expect(orders).toContain('CO-10001');
  const demo = readDemo();
  const started = servers();

  await stop(first);

  expect(first.child.exitCode).toBe(0);
  expect(started).toHaveLength(4);
  expect(started.filter(isAlive)).toEqual([]);
  expect(existsSync(join(dataDir, 'cluster', 'postmaster.pid'))).toBe(false);

  const second = await start();

  expect(readDemo()).toEqual(demo);
  expect(second.output()).not.toContain('Opening the merchants');
  expect(await ordersAt(demo.store_url)).toEqual(orders);
});

test('when a server of the demo is killed, the demo says so and ends the others', async () => {
  const started = servers();
  process.kill(started[0]!, 'SIGKILL');
  await running?.ended;

  expect(running?.child.exitCode).toBe(1);
  expect(running?.output()).toMatch(/fake-psp ended \(SIGKILL\)/);
  expect(started.filter(isAlive)).toEqual([]);
});
