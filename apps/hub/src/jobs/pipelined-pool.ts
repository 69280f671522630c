import { createHash } from 'node:crypto';
import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg';
import { isError } from '../is-error';
import { isStatementError } from '../is-statement-error';
import { Remembered } from '../remembered';

/** PostgreSQL's limit of a statement's name is 63 bytes. */
const nameOf = (text: string): string => createHash('sha1').update(text).digest('hex');

/**
 * What BullMQ uses of a pool, whose clients must have `pipeline` set. Its queries share one connection and are sent
 * without waiting for the answers before them, so that the jobs of a process that end at the same moment are one
 * write to the socket; each is parsed once, and a transaction of its own all the same.
 */
export class PipelinedPool {
  readonly #names = new Remembered<string>(1_000);
  #opening: Promise<PoolClient> | undefined;
  #shared: PoolClient | undefined;

  constructor(private readonly pool: Pool) {}

  async query<Row extends QueryResultRow>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<QueryResult<Row>> {
    const name = this.#names.get(text, () => nameOf(text));
    const client = this.#shared ?? (await (this.#opening ??= this.#open()));
    try {
      return await client.query<Row>({ name, text, values: [...values] });
    } catch (error) {
      if (isOfNoUse(error)) this.#giveUp(client);
      throw error;
    }
  }

  connect(): Promise<PoolClient> {
    return this.pool.connect();
  }

  on(...listening: Parameters<Pool['on']>): this {
    this.pool.on(...listening);
    return this;
  }

  removeAllListeners(event?: string): this {
    this.pool.removeAllListeners(event);
    return this;
  }

  async end(): Promise<void> {
    await this.#opening?.catch(() => undefined);
    if (this.#shared) this.#giveUp(this.#shared);
    await this.pool.end();
  }

  async #open(): Promise<PoolClient> {
    try {
      const client = await this.pool.connect();
      client.once('end', () => this.#giveUp(client));
      return (this.#shared = client);
    } finally {
      this.#opening = undefined;
    }
  }

  /** Whoever asks next gets another. */
  #giveUp(client: PoolClient): void {
    if (this.#shared !== client) return;
    this.#shared = undefined;
    client.release(true);
  }
}

/** A parsed statement is refused for good when another version of BullMQ has changed the tables it reads. */
const STATEMENT_OUTDATED = '0A000';

/** Whether a query failed by what befell its connection, and not by itself. */
const isOfNoUse = (error: unknown): boolean =>
  !isStatementError(error) || (isError(error) && 'code' in error && error.code === STATEMENT_OUTDATED);
