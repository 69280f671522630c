import { setImmediate as requestsAreSent } from 'node:timers/promises';

/** Pages that are there, or asked for, before whoever takes them has asked: what stops him for a moment stops nobody. */
const MOST_AHEAD = 4;

/** Reads a list page by page, a few pages ahead of whoever takes them. */
export class PagesAhead<Page extends { readonly nextCursor?: string }, Prepared> {
  readonly #pages: Promise<Prepared>[] = [];
  /** Where the list goes on, once there is room. */
  #cursor: string | undefined;
  #isStopped = false;

  /**
   * @param ask reads one page.
   * @param prepare makes of it what is taken, once the next one is asked for.
   */
  constructor(
    private readonly ask: (cursor: string | undefined) => Promise<Page>,
    private readonly prepare: (page: Page) => Prepared,
    first: string | undefined,
  ) {
    this.#read(first);
  }

  /** The next page; after the one without a `nextCursor` there is none. @throws what `ask` and `prepare` throw */
  async take(): Promise<Prepared> {
    const page = this.#pages.shift();
    if (page === undefined) throw new RangeError('The last page was taken.');
    if (this.#cursor !== undefined) this.#read(this.#cursor);
    return page;
  }

  /** Asks for no more. */
  stop(): void {
    this.#isStopped = true;
  }

  #read(cursor: string | undefined): void {
    this.#cursor = undefined;
    const page = this.ask(cursor);
    const prepared = this.#prepared(page);
    // Heard when its turn comes, or never where the run stops before.
    prepared.catch(() => undefined);
    this.#pages.push(prepared);
    page.then(
      ({ nextCursor }) => {
        if (nextCursor === undefined || this.#isStopped) return;
        if (this.#pages.length < MOST_AHEAD) this.#read(nextCursor);
        else this.#cursor = nextCursor;
      },
      () => undefined,
    );
  }

  async #prepared(asked: Promise<Page>): Promise<Prepared> {
    const page = await asked;
    await requestsAreSent();
    return this.prepare(page);
  }
}
