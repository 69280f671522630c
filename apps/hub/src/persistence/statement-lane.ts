import type { Pool, PoolClient } from 'pg';
import { isStatementError } from '../is-statement-error';
import { TenantQuery } from './tenant-query';
import type { TransactionKind } from './tenant-setting';
import type { TenantStatement } from './tenant-statement';

interface Waiting {
  readonly statement: TenantStatement;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

interface LaneOptions {
  readonly kind: TransactionKind;
  /** Transactions sent and not yet answered. With one, what comes in gathers while it waits for the disk. */
  readonly mostUnderWay: number;
  /** Runs a statement on a connection of its own. */
  readonly alone: (statement: TenantStatement) => Promise<void>;
}

const MOST_STATEMENTS = 64;

/**
 * A connection that the statements of many requests share: what comes in at the same moment is one write to the
 * socket and one transaction, which commits once. What comes alone is not made to wait.
 * (docs/decisions/0016-statements-of-many-requests-share-a-transaction.md)
 */
export class StatementLane {
  readonly #waiting: Waiting[] = [];
  #client: PoolClient | undefined;
  #underWay = 0;
  #isDue = false;

  constructor(
    private readonly pool: Pool,
    private readonly options: LaneOptions,
  ) {}

  /** Resolves once the statement's transaction has committed. */
  run(statement: TenantStatement): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ statement, resolve, reject });
      this.#sendSoon();
    });
  }

  #sendSoon(): void {
    if (this.#isDue || this.#underWay >= this.options.mostUnderWay) return;
    this.#isDue = true;
    setImmediate(() => void this.#send());
  }

  async #send(): Promise<void> {
    try {
      const client = (this.#client ??= await this.pool.connect());
      const some = this.#waiting.splice(0, MOST_STATEMENTS);
      const together: Waiting[] = [];
      for (const one of some)
        if (isPrepared(client, one.statement)) together.push(one);
        else this.#transact(client, [one]);
      const [first, ...others] = together;
      if (first) this.#transact(client, [first, ...others]);
    } catch (error) {
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    } finally {
      this.#isDue = false;
    }
  }

  #transact(client: PoolClient, some: readonly [Waiting, ...Waiting[]]): void {
    this.#underWay += 1;
    const [first, ...others] = some;
    const statements = [first.statement, ...others.map(({ statement }) => statement)] as const;
    const query = new TenantQuery(this.options.kind, statements, (error) => {
      this.#underWay -= 1;
      if (!error) for (const { resolve } of some) resolve();
      else this.#fail(client, some, error);
      if (this.#waiting.length > 0) this.#sendSoon();
      else if (this.#underWay === 0 && !this.#isDue) this.#giveBack(false);
    });
    client.query(query);
  }

  /**
   * One statement that fails, or waits for a lock, must not take the others with it: each is on its own where
   * PostgreSQL has undone them all.
   */
  #fail(client: PoolClient, some: readonly Waiting[], error: Error): void {
    const undone = isStatementError(error);
    if (!undone && this.#client === client) this.#giveBack(true);
    for (const { statement, resolve, reject } of some) {
      if (undone && (some.length > 1 || isLockTimeout(error)))
        this.options.alone(statement).then(resolve, reject);
      else reject(error);
    }
  }

  #giveBack(isBroken: boolean): void {
    const client = this.#client;
    this.#client = undefined;
    client?.release(isBroken);
  }
}

const isPrepared = (client: PoolClient, { statement: { name } }: TenantStatement): boolean =>
  client.connection.parsedStatements[name] !== undefined;

const isLockTimeout = (error: Error): boolean => 'code' in error && error.code === '55P03';
