import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { StatementLane } from './statement-lane';
import { readByCursor, type SizeBatch } from './tenant-cursor';
import { TenantQuery } from './tenant-query';
import { TenantStatement, type Statement } from './tenant-statement';

/** What repositories run statements on: always as one tenant. */
export interface TenantScope {
  readonly tenantId: string;
  /** Runs one statement in one round trip and one transaction, its own unless the statement is shared. */
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
  readonly #lanes: { readonly passing: StatementLane; readonly durable: StatementLane };

  constructor(
    private readonly pool: Pool,
    private readonly counter?: StatementCounter,
  ) {
    const alone = (statement: TenantStatement) => runAlone(pool, statement);
    this.#lanes = {
      passing: new StatementLane(pool, { kind: 'passing', mostUnderWay: 4, alone }),
      durable: new StatementLane(pool, { kind: 'shared', mostUnderWay: 1, alone }),
    };
  }

  of(tenantId: string): TenantScope {
    if (tenantId === '') throw new RangeError('A tenant scope needs a tenant id.');
    const { pool, counter } = this;
    const lanes = this.#lanes;
    return {
      tenantId,
      run: async <Row extends QueryResultRow>(statement: Statement, values: readonly unknown[]) => {
        counter?.count(statement.name);
        const one = new TenantStatement<Row>(tenantId, statement, values);
        if (statement.shares === undefined) await runAlone(pool, one);
        else await lanes[statement.shares].run(one);
        return one.rows;
      },
      transaction: (work) => inTransaction(pool, tenantId, work, counter),
      stream: (statement, values, sizeOf) => {
        counter?.count(statement.name);
        return streamFrom(pool, (client) => readByCursor(client, tenantId, statement, values, sizeOf));
      },
    };
  }
}

async function runAlone(pool: Pool, statement: TenantStatement): Promise<void> {
  const client = await pool.connect();
  await runOn(client, statement).then(
    () => client.release(),
    (error: unknown) => {
      client.release(isConnectionBroken(error));
      throw error;
    },
  );
}

const runOn = (client: PoolClient, statement: TenantStatement): Promise<void> =>
  new Promise((resolve, reject) => {
    client.query(
      new TenantQuery('own', [statement], (error) => {
        if (error) reject(error);
        else resolve();
      }),
    );
  });

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
    run: async <Row extends QueryResultRow>(statement: Statement, values: readonly unknown[]) => {
      counter?.count(statement.name);
      const one = new TenantStatement<Row>(tenantId, statement, values);
      await runOn(client, one);
      return one.rows;
    },
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
