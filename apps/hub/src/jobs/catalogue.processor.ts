import { Processor } from '@nestjs/bullmq';
import { Logger } from '@nestjs/common';
import type { Job } from 'bullmq';
import type { Catalogue } from '../catalog/ports';
import type { SyncCatalogue, TurnOutcome } from '../catalog/sync-catalogue';
import { DrainingWorker } from './draining-worker';
import { QUEUE } from './queue-names';
import { TAKEN_OVER } from './worker-options';

/** Then others' catalogues have their turn, and what is left goes on in the next one. */
const LONGEST_TURN_MS = 20_000;

@Processor(QUEUE.catalogue, { ...TAKEN_OVER, concurrency: 4 })
export class CatalogueProcessor extends DrainingWorker {
  readonly #logger = new Logger(CatalogueProcessor.name);
  #isStopping = false;

  constructor(private readonly sync: SyncCatalogue) {
    super();
  }

  override async process({ data }: Job<Catalogue>): Promise<TurnOutcome | 'failed'> {
    const until = Date.now() + LONGEST_TURN_MS;
    try {
      return await this.sync.execute(data, { shouldStop: () => this.#isStopping || Date.now() >= until });
    } catch (error) {
      this.#logger.error(
        { err: error, connection: data.connectionId },
        'A turn at a catalogue failed; it comes again.',
      );
      return 'failed';
    }
  }

  /** A turn ends with its page. */
  override async onModuleDestroy(): Promise<void> {
    this.#isStopping = true;
    await super.onModuleDestroy();
  }
}
