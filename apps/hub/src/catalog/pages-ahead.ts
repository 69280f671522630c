/** Pages that are there, or asked for, before whoever takes them has asked: what stops him for a moment stops nobody. */
const MOST_AHEAD = 4;

/** Reads a list page by page, a few pages ahead of whoever takes them. */
export class PagesAhead<Page extends { readonly nextCursor?: string }> {
  readonly #pages: Promise<Page>[] = [];
  /** Where the list goes on, once there is room. */
  #cursor: string | undefined;
  #isStopped = false;

  /** @param ask reads one page and makes of it what is taken. */
  constructor(
    private readonly ask: (cursor: string | undefined) => Promise<Page>,
    first: string | undefined,
  ) {
    this.#read(first);
  }

  /** The next page; the last one has no `nextCursor`, and after it there is none to ask for. @throws what `ask` throws */
  async take(): Promise<Page> {
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
    this.#pages.push(page);
    page.then(
      ({ nextCursor }) => {
        if (nextCursor === undefined || this.#isStopped) return;
        if (this.#pages.length < MOST_AHEAD) this.#read(nextCursor);
        else this.#cursor = nextCursor;
      },
      // Heard when its turn comes, or never where the run stops before.
      () => undefined,
    );
  }
}
