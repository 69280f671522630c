import type { Database, Tables } from './database';

type Row<Name extends keyof Tables> = NonNullable<Awaited<ReturnType<Tables[Name]['get']>>>;

/** Changes that become true together or not at all. */
export class Changes {
  readonly #batch: ReturnType<Database['batch']>;
  readonly #tables: Tables;

  constructor(database: Database, tables: Tables) {
    this.#batch = database.batch();
    this.#tables = tables;
  }

  put<Name extends keyof Tables>(name: Name, key: string, value: Row<Name>): this {
    this.#batch.put(key, value, { sublevel: this.#tables[name] });
    return this;
  }

  delete(name: keyof Tables, key: string): this {
    this.#batch.del(key, { sublevel: this.#tables[name] });
    return this;
  }

  /** Returns once the changes are on the disk: what is acknowledged after it survives any crash. */
  commit(): Promise<void> {
    return this.#batch.write({ sync: true });
  }
}
