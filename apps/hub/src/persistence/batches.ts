interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers what comes in for a tenant while its last statement is under way into the next one, so that many small
 * writes share one wait for the disk. What comes alone is not made to wait.
 */
export class Batches<Item, Result> {
  readonly #waiting = new Map<string, Waiting<Item, Result>[]>();

  /** @param run writes all items durably and answers one result for each, in their order. */
  constructor(
    private readonly most: number,
    private readonly run: (tenantId: string, items: readonly Item[]) => Promise<readonly Result[]>,
  ) {}

  /** Resolves once the item's statement has committed. */
  add(tenantId: string, item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(tenantId);
      if (waiting !== undefined) waiting.push({ item, resolve, reject });
      else {
        this.#waiting.set(tenantId, [{ item, resolve, reject }]);
        setImmediate(() => void this.#runAll(tenantId));
      }
    });
  }

  async #runAll(tenantId: string): Promise<void> {
    const waiting = this.#waiting.get(tenantId) ?? [];
    while (waiting.length > 0) await this.#runSome(tenantId, waiting.splice(0, this.most));
    this.#waiting.delete(tenantId);
  }

  /** One item that cannot be written must not take the others with it: after a failure each is on its own. */
  async #runSome(tenantId: string, some: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.run(
        tenantId,
        some.map(({ item }) => item),
      );
      some.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      const [only] = some;
      if (some.length === 1) only?.reject(error);
      else for (const one of some) await this.#runSome(tenantId, [one]);
    }
  }
}
