import { Changes } from './changes';
import { openDatabase, openTables, type Database, type Tables } from './database';

/** One merchant's durable books. */
export class Books {
  readonly #database: Database;
  readonly tables: Tables;
  #last: Promise<unknown> = Promise.resolve();

  constructor(database: Database) {
    this.#database = database;
    this.tables = openTables(database);
  }

  /** Runs work that reads and then writes, one at a time: what it read is still true when it writes. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  changes(): Changes {
    return new Changes(this.#database, this.tables);
  }

  /** Lets the work under way finish. */
  async close(): Promise<void> {
    await this.#last;
    await this.#database.close();
  }
}

/** @param folder of the merchant; made if it is not there. */
export const openBooks = async (folder: string): Promise<Books> => new Books(await openDatabase(folder));
