import { Processor } from '@nestjs/bullmq';
import { Logger } from '@nestjs/common';
import type { Job } from 'bullmq';
import type { FeedRun } from '../feeds/feed';
import type { PublishFeed } from '../feeds/publish-feed';
import type { Located } from '../located';
import type { Metrics } from '../metrics/metrics';
import { DrainingWorker } from './draining-worker';
import { QUEUE } from './queue-names';
import { TAKEN_OVER } from './worker-options';

@Processor(QUEUE.feeds, { ...TAKEN_OVER, concurrency: 4 })
export class FeedsProcessor extends DrainingWorker {
  readonly #logger = new Logger(FeedsProcessor.name);
  readonly #stopping = new AbortController();

  constructor(
    private readonly publish: Pick<PublishFeed, 'execute'>,
    private readonly metrics: Pick<Metrics, 'feedRun' | 'feedItems'>,
  ) {
    super();
  }

  override async process({ data: { tenantId, id } }: Job<Located>): Promise<string> {
    try {
      const run = await this.publish.execute(tenantId, id, { signal: this.#stopping.signal });
      if (typeof run === 'string') return run;
      this.#tell(tenantId, run);
      return run.state;
    } catch (error) {
      this.#logger.error({ err: error, tenantId, feedId: id }, 'A turn at a feed failed; it comes again.');
      return 'failed';
    }
  }

  #tell(tenantId: string, { feedId, kind, state, tally, withdrawn, bytes, error, ...run }: FeedRun): void {
    const { listed, warned, excluded } = tally;
    this.metrics.feedRun(kind, state);
    if (state === 'done') {
      this.metrics.feedItems('listed', listed);
      this.metrics.feedItems('warned', warned);
      this.metrics.feedItems('excluded', excluded);
    }
    const ms = run.finishedAt.getTime() - run.startedAt.getTime();
    const facts = { tenantId, feedId, kind, ...{ listed, warned, excluded }, withdrawn, bytes, ms };
    switch (state) {
      case 'done':
        return this.#logger.log(facts, 'A feed was published.');
      case 'held':
        return this.#logger.warn({ ...facts, reason: error }, 'A feed was kept back.');
      case 'failed':
        return this.#logger.warn({ ...facts, reason: error }, 'A feed was not delivered; it is tried again.');
    }
  }

  /** A feed may take half an hour: it is left, and published anew by who comes next. */
  override async onModuleDestroy(): Promise<void> {
    this.#stopping.abort(new Error('The hub stops.'));
    await super.onModuleDestroy();
  }
}
