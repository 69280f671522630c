import type { PoolClient, QueryResultRow } from 'pg';
import type { Statement } from './tenant-statement';

/** Whoever reads may have to wait for where it writes to. */
const MOST_IDLE = '10min';

const CURSOR = 'tenant_cursor';

/** The size of the next batch, by what the last one held. */
export type SizeBatch<Row> = (last: readonly Row[] | undefined) => number;

/**
 * Reads a statement's rows batch by batch, as one tenant and as they were at the first one, however many there are and
 * whatever is written meanwhile. The next batch is asked for while the last one is worked on: two are in memory.
 */
export async function* readByCursor<Row extends QueryResultRow>(
  client: PoolClient,
  tenantId: string,
  statement: Statement,
  values: readonly unknown[],
  sizeOf: SizeBatch<Row>,
): AsyncGenerator<readonly Row[]> {
  await client.query('BEGIN READ ONLY');
  await client.query(
    `SELECT set_config('hub.tenant', $1, true), set_config('idle_in_transaction_session_timeout', $2, true)`,
    [tenantId, MOST_IDLE],
  );
  await client.query(`DECLARE ${CURSOR} NO SCROLL CURSOR FOR ${statement.text}`, [...values]);
  const fetch = async (last?: readonly Row[]): Promise<readonly Row[]> =>
    (await client.query<Row>(`FETCH FORWARD ${sizeOf(last)} FROM ${CURSOR}`)).rows;
  let batch = await fetch();
  while (batch.length > 0) {
    const next = fetch(batch);
    // Heard below, or by nobody where the reader stops early.
    next.catch(() => undefined);
    yield batch;
    batch = await next;
  }
}
