import type { Catalogue, CatalogueHints, CatalogueQueue } from './ports';

/** Takes a platform's report of a product: kept until it is followed, and followed within seconds. */
export class NoteReportedProduct {
  constructor(
    private readonly hints: CatalogueHints,
    private readonly queue: CatalogueQueue,
  ) {}

  async note(catalogue: Catalogue, productId: string): Promise<void> {
    await this.hints.note(catalogue, productId);
    await this.queue.syncSoon(catalogue);
  }
}
