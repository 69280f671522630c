import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiOf, type Answer, type Api } from './support/api';

let dataDir: string;
let child: ChildProcess;

/** Runs `src/main.ts` as a process of its own, on any free port. */
async function start(): Promise<Api> {
  const root = join(__dirname, '..');
  const register = join(__dirname, 'support', 'run-typescript.js');
  child = spawn(process.execPath, ['-r', register, '-C', '@acp-hub/source', join(root, 'src/main.ts')], {
    env: { ...process.env, FAKE_STRIPE_PORT: '0', FAKE_STRIPE_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  const base = /http:\S+\d/.exec(line.toString())?.[0];
  if (base === undefined) throw new Error(`The server did not say where it listens: ${line.toString()}`);
  return apiOf(base);
}

async function stop(signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exited = once(child, 'exit') as Promise<[number | null]>;
  child.kill(signal);
  return (await exited)[0];
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'fake-stripe-'));
});
afterEach(async () => {
  await stop('SIGKILL');
  await rm(dataDir, { recursive: true });
});

it('loses no acknowledged write to SIGKILL in the middle of its work', async () => {
  const acknowledged = new Map<string, Answer>();
  for (let round = 0; round < 2; round += 1) {
    const api = await start();
    let running = true;
    const buyers = Array.from({ length: 6 }, async () => {
      while (running) {
        const paid = await api.pay(await api.token());
        const id = String(paid.body['id']);
        acknowledged.set(id, paid);
        acknowledged.set(id, await api.post(`/v1/payment_intents/${id}/capture`));
      }
    });
    const ended = Promise.allSettled(buyers);
    while (acknowledged.size < 15 * (round + 1)) await sleep(5);
    await stop('SIGKILL');
    running = false;
    await ended;
  }

  const api = await start();
  expect(acknowledged.size).toBeGreaterThanOrEqual(30);
  for (const [id, { body }] of acknowledged) {
    const kept = (await api.get(`/v1/payment_intents/${id}`)).body;
    expect(kept['amount_received']).toBeGreaterThanOrEqual(Number(body['amount_received']));
  }
}, 60_000);

it('stops gracefully when asked to, and lets go of its books', async () => {
  await start();
  expect(await stop('SIGTERM')).toBe(0);
  const api = await start();
  expect((await api.get('/v1/account')).status).toBe(200);
}, 30_000);
