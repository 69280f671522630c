import type { Queue } from 'bullmq';
import type { Catalogue, CatalogueQueue } from '../catalog/ports';

/** A catalogue's job bears its name: it is queued or running once, and what is missed comes with the next look. */
export class BullCatalogueQueue implements CatalogueQueue {
  constructor(private readonly queue: Queue<Catalogue>) {}

  async syncSoon(catalogue: Catalogue): Promise<void> {
    await this.queue.add('sync', catalogue, {
      jobId: `sync-${catalogue.connectionId}`,
      removeOnComplete: true,
      removeOnFail: true,
    });
  }
}
