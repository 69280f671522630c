import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migratedDatabase } from './support/database';
import { startHubProcess } from './support/hub-process';

const folder = mkdtempSync(join(tmpdir(), 'hub-process-'));
let database: Awaited<ReturnType<typeof migratedDatabase>>;
const settings = () => ({
  DATABASE_URL: database.appUrl,
  DATABASE_MIGRATION_URL: database.url,
  HUB_ENCRYPTION_KEYS: `k:${Buffer.alloc(32, 1).toString('base64')}`,
  HUB_PORT: '0',
});

beforeAll(async () => {
  database = await migratedDatabase();
}, 60_000);
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

test('a hub that finds its port taken ends, and says what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  try {
    await expect(startHubProcess({ ...settings(), HUB_PORT: String(port) })).rejects.toThrow(
      new RegExp(`${port}.*: stop what listens there, or set HUB_PORT`),
    );
  } finally {
    other.close();
  }
}, 60_000);

test.each([
  ['postgres://localhost:1/hub', /The database cannot be reached \(ECONNREFUSED\).*DATABASE_URL/],
  ['postgres://hub.invalid/hub', /The database cannot be reached \(E\w+\).*DATABASE_URL/],
])(
  'a hub that cannot reach %s says so',
  async (url, words) => {
    const environment = { ...settings(), DATABASE_URL: url, DATABASE_MIGRATION_URL: url };
    await expect(startHubProcess(environment)).rejects.toThrow(words);
  },
  60_000,
);

test('a fault that nobody caught is logged like any other, without what it carries', async () => {
  const throwing = join(folder, 'throwing.cjs');
  writeFileSync(
    throwing,
    `const fault = Object.assign(new Error('no "Ada Lovelace"'), { buyer: 'ada@x.example' });
     process.on('SIGUSR2', () => { throw fault; });`,
  );
  const hub = await startHubProcess({ ...settings(), NODE_OPTIONS: `--require ${throwing}` });
  hub.signal('SIGUSR2');
  await hub.ended;
  const lines = hub.output().trim().split('\n');
  expect(JSON.parse(lines.at(-1)!)).toMatchObject({ level: 60, err: { type: 'Error', message: 'no "…"' } });
  expect(hub.output()).not.toMatch(/Ada|ada@/);
}, 60_000);
