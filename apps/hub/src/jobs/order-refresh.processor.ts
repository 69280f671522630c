import { Processor } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import type { PollConnection } from '../orders/poll-connection';
import type { RefreshOrder } from '../orders/refresh-order';
import type { RefreshJob } from './bull-refresh-queue';
import { DrainingWorker } from './draining-worker';
import { QUEUE } from './queue-names';
import { SOON_TAKEN_OVER } from './worker-options';

@Processor(QUEUE.orderRefresh, { ...SOON_TAKEN_OVER, concurrency: 16 })
export class OrderRefreshProcessor extends DrainingWorker {
  constructor(
    private readonly refreshOrder: RefreshOrder,
    private readonly pollConnection: PollConnection,
  ) {
    super();
  }

  override async process({ data }: Job<RefreshJob>): Promise<string> {
    switch (data.kind) {
      case 'connection':
        return this.pollConnection.execute(data.connection);
      case 'order': {
        const outcome = await this.refreshOrder.execute(data.order);
        if (outcome === 'try_again') throw new Error('The store could not be asked; the queue tries again.');
        return outcome;
      }
    }
  }
}
