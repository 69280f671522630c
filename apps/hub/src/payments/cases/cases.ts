import type { Case, CaseSource, Settled, Settlement } from './case';

/** All that waits for a person, from every source. */
export class Cases {
  constructor(private readonly sources: readonly CaseSource[]) {}

  async list(tenantId: string): Promise<readonly Case[]> {
    const found = await Promise.all(this.sources.map((source) => source.list(tenantId)));
    return found.flat().sort((one, other) => one.since.getTime() - other.since.getTime());
  }

  async find(tenantId: string, id: string): Promise<Case | undefined> {
    return (await this.#locate(tenantId, id))?.found;
  }

  async settle(tenantId: string, id: string, settlement: Settlement): Promise<Settled | undefined> {
    const located = await this.#locate(tenantId, id);
    if (located === undefined) return undefined;
    const { settlements } = located.found;
    if (!settlements.includes(settlement.as))
      return refused(
        settlements.length === 0
          ? 'it is still being tried; wait, or mend what keeps it from succeeding'
          : `it can be settled as ${settlements.join(', ')}`,
      );
    if (settlement.amount !== undefined && (located.found.kind !== 'refund' || settlement.as !== 'refunded'))
      return refused('an amount is only said of a refund that is settled as refunded');
    return located.source.settle(located.found, settlement);
  }

  async retry(tenantId: string, id: string): Promise<Settled | undefined> {
    const located = await this.#locate(tenantId, id);
    if (located === undefined) return undefined;
    return located.found.canRetry
      ? located.source.retry(located.found)
      : refused('there is nothing to be tried again; settle it');
  }

  async #locate(tenantId: string, id: string) {
    for (const source of this.sources) {
      const found = await source.find(tenantId, id);
      if (found !== undefined) return { source, found };
    }
    return undefined;
  }
}

export const refused = (why: string): Settled => ({ kind: 'refused', why });
