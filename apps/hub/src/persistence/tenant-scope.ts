import { Client, type Pool, type PoolClient, type QueryResultRow } from 'pg';
import { StatementLane } from './statement-lane';
import { readByCopy, type CopiedValues } from './tenant-copy';
import { readByCursor, type SizeBatch } from './tenant-cursor';
import { TenantQuery } from './tenant-query';
import { TenantStatement, type Statement } from './tenant-statement';

/** What repositories run statements on: always as one tenant. */
export interface TenantScope {
  readonly tenantId: string;
  /** Runs one statement in one round trip and one transaction, its own unless the statement is shared. */
  run<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[]): Promise<Row[]>;
  /** Runs several statements in one transaction. Those that are not waited for share a round trip with what follows. */
  transaction<T>(work: (transaction: TenantTransaction) => Promise<T> | T): Promise<T>;
  /** Reads rows in batches, all as of one moment; holds a connection until the last one is read or the reader stops. */
  stream<Row extends QueryResultRow>(
    statement: Statement,
    values: readonly unknown[],
    sizeOf: SizeBatch<Row>,
  ): AsyncIterable<readonly Row[]>;
  /** As `stream`, of a statement with one column, as bytes; see {@link readByCopy}. */
  copy(
    statement: Statement,
    values: readonly string[],
    aims: readonly [first: number, later: number],
  ): AsyncIterable<CopiedValues>;
}

/** A scope whose statements commit together, in the order in which they are sent. */
export interface TenantTransaction extends TenantScope {
  /** Sends a statement whose rows nobody needs; where it fails, so does the transaction. */
  send(statement: Statement, values: readonly unknown[]): void;
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
      copy: (statement, values, aims) => {
        counter?.count(statement.name);
        return copyFrom(pool, (client) => readByCopy(client, tenantId, statement, values, aims));
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

/** On a connection of its own: a copy shares none of the pool's, and one that is not read to its end only ends with it. */
async function* copyFrom<Batch>(
  pool: Pool,
  read: (client: Client) => AsyncIterable<Batch>,
): AsyncGenerator<Batch> {
  const client = new Client({ ...pool.options, pipeline: false });
  // Whoever reads hears of it.
  client.on('error', () => undefined);
  await client.connect();
  try {
    yield* read(client);
  } finally {
    client.connection.stream.destroy();
  }
}

async function inTransaction<T>(
  pool: Pool,
  tenantId: string,
  work: (transaction: TenantTransaction) => Promise<T> | T,
  counter: StatementCounter | undefined,
): Promise<T> {
  const client = await pool.connect();
  const sent: Promise<unknown>[] = [];
  /** Whoever does not wait for it hears of a failure at the end. */
  const heard = <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    answer.catch(() => undefined);
    sent.push(answer);
    return answer;
  };
  const run = async <Row extends QueryResultRow>(statement: Statement, values: readonly unknown[]) => {
    counter?.count(statement.name);
    const one = new TenantStatement<Row>(tenantId, statement, values);
    await runOn(client, one);
    return one.rows;
  };
  const transaction: TenantTransaction = {
    tenantId,
    run: (statement, values) => heard(run(statement, values)),
    send: (statement, values) => void heard(run(statement, values)),
    transaction: async (inner) => inner(transaction),
    stream: () => {
      throw new Error('Rows are streamed in a transaction of their own.');
    },
    copy: () => {
      throw new Error('Values are copied in a transaction of their own.');
    },
  };
  try {
    void heard(client.query('BEGIN'));
    const result = await work(transaction);
    // After a statement that failed, COMMIT undoes the transaction without an error of its own.
    await Promise.all([...sent, client.query('COMMIT')]);
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
