import type { TenantTransaction } from '../../src/persistence/tenant-scope';
import type { Statement } from '../../src/persistence/tenant-statement';
import { migratedDatabase } from '../support/database';

const add: Statement = {
  name: 'transaction_add',
  text: `INSERT INTO hub.tenants (tenant_id, name, profile, wrapped_key, created_at) VALUES ($1, $2, '{}', '', now())`,
};
const rename: Statement = {
  name: 'transaction_rename',
  text: 'UPDATE hub.tenants SET name = $2 WHERE tenant_id = $1',
};
const read: Statement = {
  name: 'transaction_read',
  text: 'SELECT name, current_setting($2) AS tenant FROM hub.tenants WHERE tenant_id = $1',
};

let database: Awaited<ReturnType<typeof migratedDatabase>>;
beforeAll(async () => {
  database = await migratedDatabase();
}, 60_000);
afterAll(() => database.close());

const asTenant = (tenantId: string) => database.scopes.of(tenantId);

const nameOf = async (tenantId: string): Promise<unknown> =>
  (await database.backDoor.query('SELECT name FROM hub.tenants WHERE tenant_id = $1', [tenantId])).rows[0]
    ?.name;

test('what is sent without waiting runs in its order, as the tenant, and is there at the end', async () => {
  const rows = await asTenant('ten_order').transaction((transaction) => {
    transaction.send(add, ['ten_order', 'first']);
    transaction.send(rename, ['ten_order', 'second']);
    const answer = transaction.run(read, ['ten_order', 'hub.tenant']);
    transaction.send(rename, ['ten_order', 'third']);
    return answer;
  });
  expect(rows).toEqual([{ name: 'second', tenant: 'ten_order' }]);
  await expect(nameOf('ten_order')).resolves.toBe('third');
});

test.each([
  [
    'sent',
    (transaction: TenantTransaction): void => {
      transaction.send(add, ['ten_twice', 'again']);
      transaction.send(rename, ['ten_twice', 'never']);
    },
  ],
  [
    'run and waited for by nobody',
    (transaction: TenantTransaction): void => {
      void transaction.run(add, ['ten_twice', 'again']);
    },
  ],
])('a statement that fails, %s, fails the transaction and undoes it', async (_, failing) => {
  await database.backDoor.query(`DELETE FROM hub.tenants WHERE tenant_id = 'ten_twice'`);
  await asTenant('ten_twice').run(add, ['ten_twice', 'as it was']);
  const done = asTenant('ten_twice').transaction((transaction) => {
    transaction.send(rename, ['ten_twice', 'half done']);
    failing(transaction);
    return 'answered';
  });
  await expect(done).rejects.toThrow('duplicate key');
  await expect(nameOf('ten_twice')).resolves.toBe('as it was');
  // The connection serves the next one.
  await asTenant('ten_twice').transaction((transaction) =>
    transaction.send(rename, ['ten_twice', 'afterwards']),
  );
  await expect(nameOf('ten_twice')).resolves.toBe('afterwards');
});

test('work that throws undoes what it has sent', async () => {
  await asTenant('ten_thrown').run(add, ['ten_thrown', 'as it was']);
  const done = asTenant('ten_thrown').transaction((transaction) => {
    transaction.send(rename, ['ten_thrown', 'half done']);
    throw new Error('Something else is wrong.');
  });
  await expect(done).rejects.toThrow('Something else is wrong.');
  await expect(nameOf('ten_thrown')).resolves.toBe('as it was');
});
