import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { request } from 'undici';
import { KEY } from './support/open-shop';

let dataDir: string;
let child: ChildProcess;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'fake-woocommerce-'));
});
afterEach(async () => {
  await stop('SIGKILL');
  await rm(dataDir, { recursive: true });
});

/** Runs `src/main.ts` as a process of its own. */
function spawnMain(environment: Readonly<Record<string, string>>): ChildProcess {
  const root = join(__dirname, '..');
  const register = join(__dirname, 'support', 'run-typescript.js');
  const own = {
    FAKE_WOOCOMMERCE_PORT: '0',
    FAKE_WOOCOMMERCE_TLS_PORT: '0',
    FAKE_WOOCOMMERCE_DATA_DIR: dataDir,
    ...environment,
  };
  return spawn(process.execPath, ['-r', register, '-C', '@acp-hub/source', join(root, 'src/main.ts')], {
    env: { ...process.env, ...own },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** @returns where it listens over HTTP. */
async function start(environment: Readonly<Record<string, string>> = {}): Promise<string> {
  child = spawnMain(environment);
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  const [, plain, secure] = /at (http:\S+) and (https:\S+),/.exec(line.toString()) ?? [];
  if (plain === undefined || secure === undefined)
    throw new Error(`The shop did not say where it listens: ${line.toString()}`);
  return plain;
}

async function stop(signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit') as Promise<[number | null]>;
  child.kill(signal);
  return (await exited)[0];
}

async function office(url: string, method: 'GET' | 'POST', path: string, body?: object) {
  const answer = await request(`${url}/wp-json/${path}`, {
    method,
    headers: { authorization: KEY, 'x-forwarded-proto': 'https', 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.statusCode, body: JSON.parse(await answer.body.text()) };
}

async function ordersIn(url: string): Promise<unknown> {
  const answer = await request(`${url}/admin/books`);
  return ((await answer.body.json()) as { orders: unknown }).orders;
}

test('an order that was acknowledged outlasts SIGKILL', async () => {
  const url = await start();
  await office(url, 'POST', 'wc/v3/orders', { line_items: [{ product_id: 10, quantity: 1 }] });
  const before = await ordersIn(url);
  expect(before).toMatchObject([{ total: '26.80' }]);
  await stop('SIGKILL');
  expect(await ordersIn(await start())).toEqual(before);
});

test('it ends when asked to, and lets go of its books', async () => {
  await start();
  expect(await stop('SIGTERM')).toBe(0);
  await start();
});

test('with a secret the companion plugin is installed, and without one it is not', async () => {
  expect((await office(await start(), 'GET', 'wc-acp-hub/v1/status')).status).toBe(404);
  await stop('SIGTERM');
  const secret = 'a secret of the shop and of the hub';
  const url = await start({ FAKE_WOOCOMMERCE_COMPANION_SECRET: secret });
  expect((await office(url, 'GET', 'wc-acp-hub/v1/status')).body).toMatchObject({ enabled: true });
});

test('what it cannot make sense of it names, and does not start', async () => {
  child = spawnMain({ FAKE_WOOCOMMERCE_PORT: 'eighty', FAKE_WOOCOMMERCE_COMPANION_SECRET: 'short' });
  const [complaint, [code]] = await Promise.all([
    text(child.stderr!),
    once(child, 'exit') as Promise<[number]>,
  ]);
  expect(code).toBe(1);
  expect(complaint).toContain('FAKE_WOOCOMMERCE_PORT');
  expect(complaint).toContain('FAKE_WOOCOMMERCE_COMPANION_SECRET');
});
