import type { PoolClient, QueryResult } from 'pg';
import * as buyers from '../../src/persistence/buyers/statements';
import * as catalogReading from '../../src/persistence/catalog/reading-statements';
import * as catalogStore from '../../src/persistence/catalog/store-statements';
import * as catalogSyncs from '../../src/persistence/catalog/sync-statements';
import * as checkout from '../../src/persistence/checkout/statements';
import * as feeds from '../../src/persistence/feeds/statements';
import * as orders from '../../src/persistence/orders/statements';
import * as refunds from '../../src/persistence/payments/refund-statements';
import * as cases from '../../src/persistence/payments/case-statements';
import * as reconcile from '../../src/persistence/payments/reconcile-statements';
import * as payments from '../../src/persistence/payments/statements';
import { TENANT_TABLES } from '../../src/persistence/migrations/initial/tables';
import type { Statement } from '../../src/persistence/tenant-statement';
import * as webhooks from '../../src/persistence/webhooks/statements';
import { migratedDatabase } from '../support/database';
import { nodesOf, type PlanNode, type PlanRow } from '../support/explained';

/** Operators' statements that read a table whole, each with the index they walk: what is kept there is kept briefly. */
const READS_ALL: Readonly<Record<string, string>> = {
  [buyers.READ_ANSWERS.name]: 'idempotency_keys_pkey',
  [buyers.ERASE_ANSWERS.name]: 'idempotency_keys_pkey',
  // What waits for a person stays few.
  [refunds.LIST_MANUAL_REFUNDS.name]: 'refunds_manual',
  // One page of a walk over all sessions.
  [buyers.SEALED_SESSIONS.name]: 'checkout_sessions_pkey',
  // One page of a walk over all attempts.
  [reconcile.ENDED_ATTEMPTS.name]: 'payment_attempts_pkey',
  // Indexes of what is open alone.
  [cases.TROUBLED_ATTEMPTS.name]: 'payment_attempts_one_open',
  [cases.OPEN_FINDINGS.name]: 'findings_open',
};

const statements: readonly Statement[] = [
  ...[buyers, checkout, orders, webhooks],
  ...[cases, payments, reconcile, refunds],
  ...[catalogReading, catalogStore, catalogSyncs, feeds],
].flatMap((module): Statement[] => Object.values(module).filter((value) => typeof value === 'object'));

let database: Awaited<ReturnType<typeof migratedDatabase>>;
let client: PoolClient;
beforeAll(async () => {
  database = await migratedDatabase();
  client = await database.pool.connect();
  // Tables are empty here: what cannot use an index shows all the same.
  await client.query('SET enable_seqscan = off');
});
afterAll(async () => {
  client.release();
  await database.close();
});

/** What a merchant has few of, and what stays few. */
const FEW = /^(tenants|agents|connections|feeds)(_pkey)?$/;

/** Reads whole tables, or whatever a tenant has in one: what a plan must not do however much is stored. */
const isUnbounded = (node: PlanNode): boolean =>
  !FEW.test(node['Relation Name'] ?? node['Index Name'] ?? '') &&
  ((node['Node Type'] === 'Seq Scan' && node['Relation Name'] !== undefined) ||
    (/Index/.test(node['Node Type']) && !/(?!tenant_id\b)\b[a-z_]+ = /.test(node['Index Cond'] ?? '')));

async function unboundedScans(text: string): Promise<PlanNode[]> {
  const { rows }: QueryResult<PlanRow> = await client.query(`EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`);
  const [row] = rows;
  if (row === undefined) throw new Error('EXPLAIN always answers.');
  return nodesOf(row['QUERY PLAN'][0].Plan).filter(isUnbounded);
}

describe.each([
  ['on young tables', (): Promise<void> => Promise.resolve()],
  ['when one tenant owns all', pretendOneTenant],
] as const)('%s, under row-level security', (_, prepare) => {
  beforeAll(prepare);

  test.each(statements.map((statement) => [statement.name, statement] as const))(
    '%s finds its rows by index',
    async (name, { text }) => {
      const walked = (await unboundedScans(text)).map((node) => node['Index Name'] ?? node['Relation Name']);
      expect(walked).toEqual(name in READS_ALL ? [READS_ALL[name]] : []);
    },
  );
});

/** Statistics as PostgreSQL would gather them from many rows. */
async function pretendOneTenant(): Promise<void> {
  for (const table of TENANT_TABLES) {
    await database.backDoor.query(
      `SELECT pg_restore_attribute_stats('schemaname', 'hub', 'relname', $1::text, 'attname', 'tenant_id',
         'inherited', false, 'null_frac', 0::real, 'avg_width', 36, 'n_distinct', 1::real)`,
      [table],
    );
  }
}
