import { Processor } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import type { DeliverNews, DeliveryOutcome } from '../webhooks/deliver-news';
import type { Located } from '../located';
import { DrainingWorker } from './draining-worker';
import { QUEUE } from './queue-names';
import { TAKEN_OVER } from './worker-options';

/** A job that fails is gone; its outbox row is still unsettled and comes again with the next relay. */
@Processor(QUEUE.webhooks, { ...TAKEN_OVER, concurrency: 256 })
export class WebhooksProcessor extends DrainingWorker {
  constructor(private readonly deliverNews: DeliverNews) {
    super();
  }

  override process(job: Job<Located>): Promise<DeliveryOutcome> {
    return this.deliverNews.execute(job.data);
  }
}
