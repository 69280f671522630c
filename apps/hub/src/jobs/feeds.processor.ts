import { Processor } from '@nestjs/bullmq';
import { Logger } from '@nestjs/common';
import type { Job } from 'bullmq';
import type { PublishFeed } from '../feeds/publish-feed';
import type { Located } from '../located';
import { DrainingWorker } from './draining-worker';
import { QUEUE } from './queue-names';
import { TAKEN_OVER } from './worker-options';

@Processor(QUEUE.feeds, { ...TAKEN_OVER, concurrency: 4 })
export class FeedsProcessor extends DrainingWorker {
  readonly #logger = new Logger(FeedsProcessor.name);
  readonly #stopping = new AbortController();

  constructor(private readonly publish: PublishFeed) {
    super();
  }

  override async process({ data: { tenantId, id } }: Job<Located>): Promise<string> {
    try {
      const run = await this.publish.execute(tenantId, id, { signal: this.#stopping.signal });
      if (typeof run === 'string') return run;
      if (run.state === 'failed')
        this.#logger.warn(
          { tenantId, feedId: id, reason: run.error },
          'A feed was not delivered; it is tried again.',
        );
      return run.state;
    } catch (error) {
      this.#logger.error({ err: error, tenantId, feedId: id }, 'A turn at a feed failed; it comes again.');
      return 'failed';
    }
  }

  /** A feed may take half an hour: it is left, and published anew by who comes next. */
  override async onModuleDestroy(): Promise<void> {
    this.#stopping.abort(new Error('The hub stops.'));
    await super.onModuleDestroy();
  }
}
