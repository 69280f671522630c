import { Client } from 'pg';
import { freshDatabase } from '../../support/postgres';

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const prepare = async (url: string) => {
  await query(url, 'CREATE TABLE prepared (id integer)');
};

test('every test file gets a copy of the template, which the others do not see', async () => {
  const one = await freshDatabase('example', prepare);
  const other = await freshDatabase('example', () => Promise.reject(new Error('is made once')));

  await query(one.url, 'INSERT INTO prepared VALUES (1)');

  expect(await query(one.url, 'SELECT id FROM prepared')).toEqual([{ id: 1 }]);
  expect(await query(other.url, 'SELECT id FROM prepared')).toEqual([]);
  await Promise.all([one.drop(), other.drop()]);
});

test('the application connects as a role that owns nothing and that row-level security binds', async () => {
  const database = await freshDatabase('example', prepare);

  const roles = await query(
    database.appUrl,
    'SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = session_user',
  );

  expect(roles).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false }]);
  await expect(query(database.appUrl, 'SELECT * FROM prepared')).rejects.toThrow('permission denied');
  await database.drop();
});
