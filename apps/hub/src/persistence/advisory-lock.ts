import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

const TAKE = 'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS done';
const GIVE_BACK = 'SELECT pg_advisory_unlock(hashtextextended($1, 0)) AS done';

/** How soon what another replica holds is asked for again, at first and in the long run. */
const FIRST_WAIT_MS = 10;
const LONGEST_WAIT_MS = 250;
const ANSWERS_WITHIN_MS = 10_000;

/**
 * Runs work while nobody else runs work under the same key, in this process or in another replica. A process holds all
 * its locks on one connection and never waits on it: however many there are, work under one may ask for another, and a
 * shop that hangs keeps no other shop's from being taken.
 */
export class AdvisoryLocks {
  /** What comes last under each key in this process: a connection may take a lock it has again. */
  readonly #last = new Map<string, Promise<void>>();
  #client: Promise<Client> | undefined;
  #isClosing = false;

  constructor(private readonly url: string) {}

  /** A connection that breaks gives its locks back to the others. */
  run = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = this.#last.get(key) ?? Promise.resolve();
    const result = before.then(() => this.#runLocked(key, work));
    const over = result.then(nothing, nothing).then(() => {
      if (this.#last.get(key) === over) this.#last.delete(key);
    });
    this.#last.set(key, over);
    return result;
  };

  /** Lets work under a lock end first; who still waits for one is turned away. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.all(this.#last.values());
    await (await this.#client?.catch(nothing))?.end();
  }

  async #runLocked<T>(key: string, work: () => Promise<T>): Promise<T> {
    for (let waitMs = FIRST_WAIT_MS; !(await this.#ask(TAKE, key)); waitMs *= 2)
      await sleep(Math.min(waitMs, LONGEST_WAIT_MS));
    try {
      return await work();
    } finally {
      await this.#ask(GIVE_BACK, key).catch(nothing);
    }
  }

  async #ask(text: typeof TAKE | typeof GIVE_BACK, key: string): Promise<boolean> {
    if (this.#isClosing && text === TAKE) throw new Error('The hub stops, and takes no more locks.');
    const connecting = (this.#client ??= this.#watched(this.#connect()));
    try {
      const { rows } = await (await connecting).query<{ done: boolean }>(text, [key]);
      return rows[0]?.done === true;
    } catch (error) {
      // What is held on it cannot be given back in any other way.
      this.#drop(connecting);
      throw error;
    }
  }

  async #connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.url,
      // Each is answered at once, and none of them depends on another.
      pipeline: true,
      connectionTimeoutMillis: ANSWERS_WITHIN_MS,
      query_timeout: ANSWERS_WITHIN_MS,
    });
    client.on('error', nothing);
    await client.connect();
    return client;
  }

  /** One that breaks while nobody asks is not what the next is asked on. */
  #watched(connecting: Promise<Client>): Promise<Client> {
    connecting.then((client) => client.once('end', () => this.#drop(connecting))).catch(nothing);
    return connecting;
  }

  #drop(connecting: Promise<Client>): void {
    if (this.#client === connecting) this.#client = undefined;
    void connecting.then((client) => client.end()).catch(nothing);
  }
}

const nothing = (): undefined => undefined;
