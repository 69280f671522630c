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
  const register = join(__dirname, '../../../tools/testing/run-typescript.cjs');
  child = spawn(process.execPath, ['-r', register, '-C', '@acp-hub/source', join(root, 'src/main.ts')], {
    env: { ...process.env, FAKE_PSP_PORT: '0', FAKE_PSP_DATA_DIR: dataDir },
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
  dataDir = await mkdtemp(join(tmpdir(), 'fake-psp-'));
});
afterEach(async () => {
  await stop('SIGKILL');
  await rm(dataDir, { recursive: true });
});

it('loses no acknowledged write to SIGKILL in the middle of its work', async () => {
  const acknowledged = new Map<string, Answer>();
  for (let round = 0; round < 3; round += 1) {
    const api = await start();
    let running = true;
    const buyers = Array.from({ length: 8 }, async (_, buyer) => {
      for (let nth = 0; running; nth += 1) {
        const key = `${round}-${buyer}-${nth}`;
        const authorized = await api.authorize('tok_sandbox_ok', {}, key);
        const path = `/payments/${String(authorized.body.id)}/capture`;
        acknowledged.set(key, authorized);
        const captured = await api.post(path, { amount: 700, currency: 'USD' }, `${key}-capture`);
        acknowledged.set(key, captured);
      }
    });
    const ended = Promise.allSettled(buyers);
    while (acknowledged.size < 15 * (round + 1)) await sleep(5);
    await stop('SIGKILL');
    running = false;
    await ended;
  }

  const api = await start();
  expect(acknowledged.size).toBeGreaterThanOrEqual(45);
  for (const [key, { body }] of acknowledged) {
    const { payments } = (await api.get(`/payments?idempotency_key=${key}`)).body;
    expect(payments).toMatchObject([{ id: body.id }]);
    const [{ captured }] = payments as [{ captured: number }];
    expect(captured).toBeGreaterThanOrEqual(Number(body.captured));
  }
  const [key, { body }] = [...acknowledged.entries()][0]!;
  const repeated = await api.authorize('tok_sandbox_ok', {}, key);
  expect(repeated.body.id).toBe(body.id);
}, 60_000);

it('stops gracefully when asked to, and lets go of its books', async () => {
  await start();
  expect(await stop('SIGTERM')).toBe(0);
  const api = await start();
  expect((await api.authorize()).status).toBe(200);
}, 30_000);
