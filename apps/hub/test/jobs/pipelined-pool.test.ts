import { Pool } from 'pg';
import { PipelinedPool } from '../../src/jobs/pipelined-pool';
import { migratedDatabase } from '../support/database';

const MOST_CONNECTIONS = 2;

let database: Awaited<ReturnType<typeof migratedDatabase>>;
let pool: PipelinedPool;

beforeAll(async () => {
  database = await migratedDatabase();
}, 60_000);
afterAll(() => database.close());
beforeEach(() => {
  const inner = new Pool({ connectionString: database.url, max: MOST_CONNECTIONS, pipeline: true });
  inner.on('error', () => undefined);
  inner.on('connect', (client) => client.on('error', () => undefined));
  pool = new PipelinedPool(inner);
});
afterEach(() => pool.end());

type Place = { pid: number; xid: string };
const PLACE = 'SELECT pg_backend_pid() AS pid, pg_current_xact_id()::text AS xid';
const place = async (): Promise<Place> => (await pool.query<Place>(PLACE)).rows[0]!;

test('what is asked at once shares a connection, and is a transaction each', async () => {
  const places = await Promise.all([place(), place(), place()]);
  expect(new Set(places.map(({ pid }) => pid)).size).toBe(1);
  expect(new Set(places.map(({ xid }) => xid)).size).toBe(3);
});

test('a query that fails takes none of its neighbours with it', async () => {
  const [before, failed, after] = await Promise.allSettled([
    place(),
    pool.query('SELECT 1 / $1::int', [0]),
    place(),
  ]);
  expect([before.status, failed.status, after.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  await expect(pool.query('SELECT 1 / $1::int AS n', [1])).resolves.toMatchObject({ rows: [{ n: 1 }] });
});

test('a connection that breaks is replaced, as often as it takes', async () => {
  const seen = new Set<number>();
  for (let round = 0; round <= MOST_CONNECTIONS; round += 1) {
    const { pid } = await place();
    seen.add(pid);
    const unanswered = pool.query('SELECT pg_sleep(60)');
    await Promise.all([
      expect(unanswered).rejects.toThrow(),
      database.backDoor.query('SELECT pg_terminate_backend($1)', [pid]),
    ]);
  }
  expect(seen.size).toBe(MOST_CONNECTIONS + 1);
});

test('a table that was changed meanwhile is read as it is now', async () => {
  await database.backDoor.query('CREATE TABLE changing (a int); INSERT INTO changing VALUES (1)');
  await pool.query('SELECT * FROM changing');
  await database.backDoor.query('ALTER TABLE changing ADD b int DEFAULT 2');
  await expect(pool.query('SELECT * FROM changing')).rejects.toThrow('cached plan');
  await expect(pool.query('SELECT * FROM changing')).resolves.toMatchObject({ rows: [{ a: 1, b: 2 }] });
});

test('whoever listens has a connection of their own', async () => {
  const { pid } = await place();
  const client = await pool.connect();
  const { rows } = await client.query<Place>(PLACE);
  client.release();
  expect(rows[0]!.pid).not.toBe(pid);
});
