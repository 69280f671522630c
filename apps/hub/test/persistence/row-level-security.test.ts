import { TENANT_TABLES } from '../../src/persistence/migrations/initial/tables';
import { migratedDatabase } from '../support/database';

let database: Awaited<ReturnType<typeof migratedDatabase>>;

beforeAll(async () => {
  database = await migratedDatabase();
  for (const tenant of ['ten_a', 'ten_b']) {
    await database.backDoor.query(
      `INSERT INTO hub.tenants (tenant_id, name, profile, wrapped_key, created_at) VALUES ($1, $1, '{}', '', now())`,
      [tenant],
    );
  }
}, 60_000);
afterAll(() => database.close());

const names = { name: 'test_names', text: 'SELECT name FROM hub.tenants' };

test('raw SQL without a tenant returns nothing from any table', async () => {
  for (const table of TENANT_TABLES) {
    const { rows } = await database.pool.query(`SELECT * FROM hub.${table}`);
    expect({ table, rows }).toEqual({ table, rows: [] });
  }
});

test('every table of the schema is a tenant table with forced row-level security, and its key begins with tenant_id', async () => {
  const { rows } = await database.backDoor.query<{ name: string; forced: boolean; first: string }>(`
    SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced, a.attname AS first
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'hub'
    JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
    WHERE c.relkind = 'r' ORDER BY c.relname`);
  expect(rows).toEqual([...TENANT_TABLES].sort().map((name) => ({ name, forced: true, first: 'tenant_id' })));
});

test('a scope sees its own tenant alone, and leaves nothing on the pooled connection', async () => {
  await expect(database.scopes.of('ten_a').run(names, [])).resolves.toEqual([{ name: 'ten_a' }]);
  await expect(database.scopes.of('ten_b').run(names, [])).resolves.toEqual([{ name: 'ten_b' }]);
  const { rows } = await database.pool.query(`SELECT current_setting('hub.tenant', true) AS tenant`);
  expect(rows).toEqual([{ tenant: '' }]);
});

test('a row of another tenant cannot be written', async () => {
  const insert = {
    name: 'test_insert',
    text: `INSERT INTO hub.tenants (tenant_id, name, profile, wrapped_key, created_at) VALUES ($1, 'x', '{}', '', now())`,
  };
  await expect(database.scopes.of('ten_a').run(insert, ['ten_c'])).rejects.toThrow(/row-level security/);
  await expect(database.scopes.of('ten_c').run(insert, ['ten_c'])).resolves.toEqual([]);
});

test('a failing statement changes nothing and leaves the connection usable', async () => {
  const broken = { name: 'test_broken', text: 'SELECT 1 / (length(name) - length(name)) FROM hub.tenants' };
  const scope = database.scopes.of('ten_a');
  for (let round = 0; round < 20; round += 1) {
    await expect(scope.run(broken, [])).rejects.toThrow('division by zero');
    await expect(scope.run(names, [])).resolves.toHaveLength(1);
  }
});

test('many tenants at once never see one another', async () => {
  const rounds = Array.from({ length: 400 }, (_, index) => (index % 2 === 0 ? 'ten_a' : 'ten_b'));
  const seen = await Promise.all(
    rounds.map((tenant) => database.scopes.of(tenant).run<{ name: string }>(names, [])),
  );
  expect(seen.map((rows) => rows.map(({ name }) => name))).toEqual(rounds.map((tenant) => [tenant]));
});

test('the application cannot step out of its role', async () => {
  await expect(database.pool.query('ALTER TABLE hub.tenants NO FORCE ROW LEVEL SECURITY')).rejects.toThrow(
    /owner/,
  );
  const { rows } = await database.pool.query(
    'SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user',
  );
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
});

test('the functions that look across tenants return ids alone', async () => {
  const { rows } = await database.backDoor.query<{ result: string }>(`
    SELECT DISTINCT pg_get_function_result(p.oid) AS result FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace AND n.nspname = 'directory' ORDER BY 1`);
  expect(rows.map(({ result }) => result)).toEqual([
    'TABLE(tenant_id text)',
    'TABLE(tenant_id text, id text)',
  ]);
});
