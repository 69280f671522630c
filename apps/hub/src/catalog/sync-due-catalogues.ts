import type { CatalogueQueue, CatalogueSyncs } from './ports';

const MOST_AT_ONCE = 200;

/** Hands every catalogue with something due to the workers. */
export class SyncDueCatalogues {
  constructor(
    private readonly syncs: CatalogueSyncs,
    private readonly queue: CatalogueQueue,
  ) {}

  async execute(): Promise<void> {
    for (const { tenantId, id } of await this.syncs.due(MOST_AT_ONCE))
      await this.queue.syncSoon({ tenantId, connectionId: id });
  }
}
