import { OnWorkerEvent, WorkerHost } from '@nestjs/bullmq';
import { Logger, type OnModuleDestroy } from '@nestjs/common';

/** Stops taking jobs first thing at shutdown, and waits for those in hand while everything they need still works. */
export abstract class DrainingWorker extends WorkerHost implements OnModuleDestroy {
  readonly #log = new Logger('Worker');

  /** The queue is away, or a job was taken over; BullMQ goes on by itself. */
  @OnWorkerEvent('error')
  onError(error: Error): void {
    this.#log.warn(
      { reason: error.message, queue: this.worker.name },
      'A worker has trouble with its queue.',
    );
  }

  async onModuleDestroy(): Promise<void> {
    await this.worker.close();
  }
}
