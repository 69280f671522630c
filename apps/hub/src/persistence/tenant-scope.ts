import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { readByCursor, type SizeBatch } from './tenant-cursor';
import { TenantQuery, type Statement } from './tenant-query';

/** What repositories run statements on: always as one tenant. */
export interface TenantScope {
  readonly tenantId: string;
  /** Runs one statement in one round trip and one transaction of its own. */
  run<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<Row[]>;
  /** Runs several statements in one transaction; for paths where round trips do not count. */
  transaction<T>(work: (scope: TenantScope) => Promise<T>): Promise<T>;
  /** Reads rows in batches, all as of one moment; holds a connection until the last one is read or the reader stops. */
  stream<Row extends QueryResultRow>(
    statement: Statement,
    values: readonly unknown[],
    sizeOf: SizeBatch<Row>,
  ): AsyncIterable<readonly Row[]>;
}

/** Counts what is sent, so that a test can hold operations to their budget. */
export interface StatementCounter {
  count(statement: string): void;
}

/** Makes tenant scopes, the only way to the tenants' tables. */
export class TenantScopes {
  constructor(
    private readonly pool: Pool,
    private readonly counter?: StatementCounter,
  ) {}

  of(tenantId: string): TenantScope {
    if (tenantId === '') throw new RangeError('A tenant scope needs a tenant id.');
    const { pool, counter } = this;
    return {
      tenantId,
      async run<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[]) {
        const client = await pool.connect();
        return runOn<Row>(client, tenantId, statement, values, counter).then(
          (rows) => {
            client.release();
            return rows;
          },
          (error: unknown) => {
            client.release(isConnectionBroken(error));
            throw error;
          },
        );
      },
      transaction: (work) => inTransaction(pool, tenantId, work, counter),
      stream: (statement, values, sizeOf) => {
        counter?.count(statement.name);
        return streamFrom(pool, (client) => readByCursor(client, tenantId, statement, values, sizeOf));
      },
    };
  }
}

function runOn<Row extends QueryResultRow>(
  client: PoolClient,
  tenantId: string,
  statement: Statement,
  values: readonly unknown[],
  counter: StatementCounter | undefined,
): Promise<Row[]> {
  counter?.count(statement.name);
  return new Promise((resolve, reject) => {
    client.query(
      new TenantQuery<Row>(tenantId, statement, values, (error, rows) => {
        if (error) reject(error);
        else resolve(rows);
      }),
    );
  });
}

async function* streamFrom<Row>(
  pool: Pool,
  read: (client: PoolClient) => AsyncIterable<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    yield* read(client);
  } catch (error) {
    isBroken = isConnectionBroken(error);
    throw error;
  } finally {
    await client.query('ROLLBACK').catch(() => (isBroken = true));
    client.release(isBroken);
  }
}

async function inTransaction<T>(
  pool: Pool,
  tenantId: string,
  work: (scope: TenantScope) => Promise<T>,
  counter: StatementCounter | undefined,
): Promise<T> {
  const client = await pool.connect();
  const scope: TenantScope = {
    tenantId,
    // Its commit waits for the disk, whatever the single statements would do.
    run: (statement, values) => runOn(client, tenantId, { ...statement, passing: false }, values, counter),
    transaction: (inner) => inner(scope),
    stream: () => {
      throw new Error('Rows are streamed in a transaction of their own.');
    },
  };
  try {
    await client.query('BEGIN');
    const result = await work(scope);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    client.release(isConnectionBroken(error));
    throw error;
  }
}

/** Server-reported errors carry an SQLSTATE and leave the connection usable; anything else does not. */
const isConnectionBroken = (error: unknown): boolean =>
  !(error instanceof Error && 'code' in error && /^[0-9A-Z]{5}$/.test(String(error.code)));
