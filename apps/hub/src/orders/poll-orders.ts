import type { OrderPolling, RefreshQueue } from './ports';

const MOST_AT_ONCE = 200;

/** Hands every connection whose turn has come to the workers; polling is on whatever webhooks a platform sends. */
export class PollOrders {
  constructor(
    private readonly polling: OrderPolling,
    private readonly queue: RefreshQueue,
  ) {}

  async execute(): Promise<void> {
    for (const { tenantId, id } of await this.polling.due(MOST_AT_ONCE)) {
      await this.queue.pollSoon({ tenantId, connectionId: id });
    }
  }
}
