import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openRunningRecord } from '../src/running';

const folder = mkdtempSync(join(tmpdir(), 'acp-hub-running-'));
const file = join(folder, 'running.json');

const children: ChildProcess[] = [];

/** A process that runs a file of this name in `folder`. */
async function sleeper(name: string) {
  const program = join(folder, name);
  mkdirSync(dirname(program), { recursive: true });
  writeFileSync(program, "console.log('up'); setInterval(() => undefined, 1000);");
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  await once(child.stdout, 'data');
  return { child, exited: once(child, 'exit') };
}

const writeRecord = (starter = 0, ...services: (number | undefined)[]) =>
  writeFileSync(file, JSON.stringify({ starter, services }));

afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

afterAll(() => rmSync(folder, { recursive: true }));

test('a second demo on the same data is refused', async () => {
  const { child, exited } = await sleeper('tools/start/main.js');
  writeRecord(child.pid);

  await expect(openRunningRecord(file, folder)).rejects.toThrow(
    `A demo already runs on this data directory (process ${child.pid})`,
  );

  child.kill();
  await exited;
});

test('servers that a killed demo left are ended; a process that only has the id of one is not', async () => {
  const left = await sleeper('server.js');
  const stranger = await sleeper('stranger.js');
  writeRecord(undefined, left.child.pid);
  await openRunningRecord(file, folder);
  expect(await left.exited).toEqual([null, 'SIGKILL']);

  writeRecord(undefined, stranger.child.pid);
  await openRunningRecord(file, '/somewhere/else');

  expect(stranger.child.kill('SIGTERM')).toBe(true);
  expect(await stranger.exited).toEqual([null, 'SIGTERM']);
});

test('the record goes when the demo stops', async () => {
  const record = await openRunningRecord(file, folder);

  record.remove();

  expect(existsSync(file)).toBe(false);
});
