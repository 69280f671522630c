import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../src/persistence/embedded';
import { serverUid } from '../../../src/persistence/embedded/account';
import { startOtherHub } from './other-hub';

jest.setTimeout(60_000);

/** A folder only its owner may enter, as `mktemp -d` and `/root` are. */
const dataDir = mkdtempSync(join(tmpdir(), 'acp-hub-embedded-'));
const cluster = join(dataDir, 'cluster');
const lockFile = join(cluster, 'postmaster.pid');

let said: string[] = [];
const logger = {
  info: (message: string) => said.push(message),
  warn: (message: string) => said.push(message),
};
const start = (folder = dataDir) => startEmbeddedPostgres({ dataDir: folder, logger });

const postmasterId = () => Number(readFileSync(lockFile, 'utf8').split('\n')[0]);

/** The rows of a statement on a connection of its own. */
async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function eventually(check: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await check();
      return;
    } catch (error) {
      if (attempt === 200) throw error;
      await sleep(50);
    }
  }
}

beforeEach(() => {
  said = [];
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function using(work: (server: EmbeddedPostgres) => Promise<void>, folder = dataDir): Promise<void> {
  const server = await start(folder);
  try {
    await work(server);
  } finally {
    await server.stop();
  }
}

test('a first initdb that was killed is begun again, and what it left is removed', async () => {
  const abandoned = join(dataDir, 'cluster.draft-2147483646');
  mkdirSync(abandoned);
  writeFileSync(join(abandoned, 'PG_VERSION'), '18');

  await using(async ({ url }) => {
    await query(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  });

  expect(existsSync(abandoned)).toBe(false);
});

test('data survives a stop, and a stop leaves no server behind', async () => {
  await using(async ({ url }) => {
    expect(await query(url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  expect(existsSync(lockFile)).toBe(false);
});

test('it listens on its socket alone', async () => {
  await using(async ({ url }) => {
    expect(await query(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '' }]);
  });
});

test('a server that is killed while in use is started again', async () => {
  await using(async ({ url }) => {
    process.kill(postmasterId(), 'SIGKILL');
    await eventually(async () => expect(said.join()).toMatch(/Lost the embedded PostgreSQL.*Started an/s));
    await eventually(() => query(url, 'SELECT answer FROM kept'));
  });
});

test('a lock that names another living process of the same user does not keep it from starting', async () => {
  const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { uid: serverUid! });
  writeFileSync(lockFile, `${bystander.pid}\n${cluster}\n1795462129\n5432\n.\n\n  2148622   4\nready\n`);

  await using(async ({ url }) => {
    expect(await query(url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  bystander.kill();
});

test('two hubs share one server, and the last to leave stops it', async () => {
  const others = await Promise.all([startOtherHub(dataDir), startOtherHub(dataDir)]);
  await others[0].end('SIGTERM');

  await using(async ({ url }) => {
    await others[1].end('SIGTERM');
    expect(await query(url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  expect(existsSync(lockFile)).toBe(false);
});

test('two hubs that start at once on an empty folder share one server, and may leave at once', async () => {
  const empty = join(dataDir, 'empty');

  const others = await Promise.all([startOtherHub(empty), startOtherHub(empty)]);

  expect(others.map(({ output }) => /Started an/.test(output)).filter(Boolean)).toHaveLength(1);
  const codes = await Promise.all(others.map((hub) => hub.end('SIGTERM')));
  expect(codes).toEqual([0, 0]);
  expect(existsSync(join(empty, 'cluster', 'postmaster.pid'))).toBe(false);
});

test('the server of a hub that was killed is joined, and stopped at the end', async () => {
  const other = await startOtherHub(dataDir);
  await other.end('SIGKILL');
  const left = postmasterId();

  await using(async () => {
    expect(postmasterId()).toBe(left);
    expect(said).toEqual([`Joined the embedded PostgreSQL in ${cluster}`]);
  });

  expect(existsSync(lockFile)).toBe(false);
});

test('a folder with a name too long for a socket serves too', async () => {
  const deep = join(dataDir, 'a-folder-with-a-rather-long-name'.repeat(4));

  await using(async ({ appUrl }) => {
    expect(await query(appUrl, 'SELECT current_user')).toEqual([{ current_user: 'acp_hub_app' }]);
  }, deep);
});

test('a server that cannot start is reported in the words of PostgreSQL', async () => {
  const version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8');
  writeFileSync(join(cluster, 'PG_VERSION'), '9\n');

  await expect(start()).rejects.toThrow('initialized by PostgreSQL version 9');

  writeFileSync(join(cluster, 'PG_VERSION'), version);
});

test('a platform without binaries is told to set DATABASE_URL', async () => {
  const platform = Object.getOwnPropertyDescriptor(process, 'platform')!;
  Object.defineProperty(process, 'platform', { ...platform, value: 'win32' });

  await expect(start()).rejects.toThrow(/no embedded PostgreSQL for win32-.*set DATABASE_URL/);

  Object.defineProperty(process, 'platform', platform);
});

(process.getuid?.() === 0 ? test : test.skip)(
  'data of another user is refused by name (needs root)',
  async () => {
    chownSync(cluster, 12345, 12345);

    await expect(start()).rejects.toThrow(/belongs to uid 12345.*HUB_DATA_DIR/);

    chownSync(cluster, 65534, 65534);
  },
);
