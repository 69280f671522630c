import { Pool } from 'pg';

/** Runs work while no other replica runs work under the same key; connections are its own, so that waiting starves nobody. */
export class AdvisoryLocks {
  readonly #pool: Pool;

  constructor(url: string) {
    this.#pool = new Pool({ connectionString: url, max: 8, connectionTimeoutMillis: 10_000 });
    this.#pool.on('error', () => undefined);
  }

  /** A connection that breaks gives its lock back to the others. */
  run = async <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const client = await this.#pool.connect();
    try {
      await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [key]);
      return await work();
    } finally {
      const unlocked = await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [key]).then(
        () => true,
        () => false,
      );
      client.release(!unlocked);
    }
  };

  close(): Promise<void> {
    return this.#pool.end();
  }
}
