import type { Statement } from '../../src/persistence/tenant-statement';
import { migratedDatabase } from '../support/database';

const WHO = `SELECT pg_backend_pid() AS pid, pg_current_xact_id()::text AS transaction,
  current_setting('hub.tenant') AS tenant, current_setting('synchronous_commit') AS commit,
  current_setting('lock_timeout') AS lock, $1 AS given`;
const durable: Statement = { name: 'lane_who', shares: 'durable', text: WHO };
const passing: Statement = { name: 'lane_who_passing', shares: 'passing', text: WHO };
const add: Statement = {
  name: 'lane_add',
  shares: 'durable',
  text: `INSERT INTO hub.tenants (tenant_id, name, profile, wrapped_key, created_at) VALUES ($1, $2, '{}', '', now())`,
};
const rename: Statement = {
  name: 'lane_rename',
  shares: 'durable',
  text: 'UPDATE hub.tenants SET name = $1 WHERE tenant_id = $2',
};
const names: Statement = {
  name: 'lane_names',
  shares: 'durable',
  text: 'SELECT tenant_id, name FROM hub.tenants',
};

type Who = Record<'pid' | 'transaction' | 'tenant' | 'commit' | 'lock' | 'given', string>;

let database: Awaited<ReturnType<typeof migratedDatabase>>;
beforeAll(async () => {
  database = await migratedDatabase();
  // The tests' server does not wait for the disk otherwise.
  await database.backDoor.query(
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = on', current_database()); END $$`,
  );
}, 60_000);
afterAll(() => database.close());

const asTenant = (tenantId: string) => database.scopes.of(tenantId);
const numbered = (count: number) => Array.from({ length: count }, (_, index) => String(index));

async function addTenants(...tenantIds: readonly string[]): Promise<void> {
  for (const tenantId of tenantIds) await asTenant(tenantId).run(add, [tenantId, tenantId]);
}

const nameOf = async (tenantId: string): Promise<unknown> =>
  (await database.backDoor.query('SELECT name FROM hub.tenants WHERE tenant_id = $1', [tenantId])).rows[0]
    ?.name;

test.each([
  ['durable', durable, 'on'],
  ['passing', passing, 'off'],
])(
  '%s statements that come in together are one transaction, each as its own tenant',
  async (_, who, commit) => {
    await asTenant('prepares').run(who, ['']);
    const rows = await Promise.all(
      numbered(40).map(async (given) => (await asTenant(`ten_${given}`).run<Who>(who, [given]))[0]),
    );
    expect(new Set(rows.map((row) => row?.transaction)).size).toBe(1);
    expect(rows).toEqual(
      numbered(40).map((given) =>
        expect.objectContaining({ given, tenant: `ten_${given}`, commit, lock: '200ms' }),
      ),
    );
  },
);

test('in a transaction of several statements they belong to that one, which waits for the disk', async () => {
  const rows = await asTenant('ten_whole').transaction(async (within) => [
    ...(await within.run<Who>(passing, ['first'])),
    ...(await within.run<Who>(durable, ['second'])),
  ]);
  expect(new Set(rows.map((row) => row.transaction)).size).toBe(1);
  expect(rows.map(({ commit, lock }) => ({ commit, lock }))).toEqual([
    { commit: 'on', lock: '0' },
    { commit: 'on', lock: '0' },
  ]);
});

test('nothing of the settings stays on the connection', async () => {
  const [row] = await asTenant('ten_alone').run<Who>(passing, ['']);
  const { rows } = await database.pool.query(
    `SELECT pg_backend_pid() AS pid, current_setting('hub.tenant', true) AS tenant,
       current_setting('lock_timeout') AS lock, current_setting('synchronous_commit') AS commit`,
  );
  expect(rows).toEqual([{ pid: row?.pid, tenant: '', lock: '0', commit: 'on' }]);
});

test('what comes in while a transaction is under way gathers into the next', async () => {
  const slow: Statement = { name: 'lane_slow', shares: 'durable', text: 'SELECT pg_sleep(0.3)::text' };
  await asTenant('prepares').run(durable, ['']);
  const first = asTenant('ten_slow').run(slow, []);
  const later: Promise<Who[]>[] = [];
  for (const given of numbered(10)) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    later.push(asTenant('ten_later').run<Who>(durable, [given]));
  }
  await first;
  const transactions = (await Promise.all(later)).map(([row]) => row?.transaction);
  expect(new Set(transactions).size).toBe(1);
});

test('a hundred at once are answered, as many as fit at a time', async () => {
  await asTenant('prepares').run(durable, ['']);
  const rows = await Promise.all(
    numbered(100).map(async (given) => (await asTenant('ten_many').run<Who>(durable, [given]))[0]),
  );
  expect(rows.map((row) => row?.given)).toEqual(numbered(100));
  expect(new Set(rows.map((row) => row?.transaction)).size).toBe(2);
});

test('a statement that fails gets its error, and the others of its transaction are written', async () => {
  await addTenants('fail_a', 'fail_b', 'fail_c');
  await asTenant('fail_a').run(rename, ['prepared', 'nobody']);
  const results = await Promise.allSettled([
    asTenant('fail_a').run(rename, ['a renamed', 'fail_a']),
    asTenant('fail_b').run(add, ['fail_b', 'a second time']),
    asTenant('fail_c').run(rename, ['c renamed', 'fail_c']),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(results[1]).toMatchObject({ reason: { code: '23505' } });
  expect([await nameOf('fail_a'), await nameOf('fail_b'), await nameOf('fail_c')]).toEqual([
    'a renamed',
    'fail_b',
    'c renamed',
  ]);
});

test('tenants in one transaction neither see nor write one another', async () => {
  await addTenants('wall_a', 'wall_b');
  const [a, foreign, b] = await Promise.allSettled([
    asTenant('wall_a').run(names, []),
    asTenant('wall_b').run(rename, ['taken over', 'wall_a']),
    asTenant('wall_b').run(names, []),
  ]);
  expect(a).toMatchObject({ value: [{ tenant_id: 'wall_a', name: 'wall_a' }] });
  expect(foreign.status).toBe('fulfilled');
  expect(b).toMatchObject({ value: [{ tenant_id: 'wall_b', name: 'wall_b' }] });
  expect(await nameOf('wall_a')).toBe('wall_a');
});

test('a row that somebody else holds makes its own statement wait, and not the others', async () => {
  await addTenants('lock_a', 'lock_b');
  await asTenant('lock_a').run(rename, ['prepared', 'nobody']);
  const holder = await database.backDoor.connect();
  await holder.query('BEGIN');
  await holder.query(`UPDATE hub.tenants SET name = 'held' WHERE tenant_id = 'lock_a'`);
  const order: string[] = [];
  const waits = asTenant('lock_a')
    .run(rename, ['after the holder', 'lock_a'])
    .then(() => order.push('lock_a'));
  await asTenant('lock_b').run(rename, ['at once', 'lock_b']);
  order.push('lock_b');
  await holder.query('COMMIT');
  holder.release();
  await waits;
  expect(order).toEqual(['lock_b', 'lock_a']);
  expect([await nameOf('lock_a'), await nameOf('lock_b')]).toEqual(['after the holder', 'at once']);
});

test('where the connection breaks it is not known what was written, so that nothing is tried again', async () => {
  const mark: Statement = {
    name: 'lane_mark',
    shares: 'durable',
    text: `UPDATE hub.tenants SET name = name || '!' WHERE tenant_id = $1`,
  };
  const kill: Statement = {
    name: 'lane_kill',
    shares: 'durable',
    text: `SELECT CASE WHEN $1 THEN pg_terminate_backend(pg_backend_pid(), 0)::text || pg_sleep(5)::text END`,
  };
  await addTenants('broken_a');
  await asTenant('broken_a').run(mark, ['nobody']);
  await asTenant('broken_a').run(kill, [false]);
  const results = await Promise.allSettled([
    asTenant('broken_a').run(mark, ['broken_a']),
    asTenant('broken_a').run(kill, [true]),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await nameOf('broken_a')).toBe('broken_a');
  await asTenant('broken_a').run(mark, ['broken_a']);
  expect(await nameOf('broken_a')).toBe('broken_a!');
});

test('a value that cannot be sent is its own statement’s error alone', async () => {
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  const [bad, good] = await Promise.allSettled([
    asTenant('ten_value').run(durable, [circular]),
    asTenant('ten_value').run<Who>(durable, ['good']),
  ]);
  expect(bad).toMatchObject({ reason: { message: expect.stringContaining('circular') } });
  expect(good).toMatchObject({ value: [{ given: 'good' }] });
});
