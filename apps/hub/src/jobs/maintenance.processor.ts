import { Processor } from '@nestjs/bullmq';
import { Logger } from '@nestjs/common';
import type { Job } from 'bullmq';
import type { MaintenanceTask } from './maintenance-task';
import { DrainingWorker } from './draining-worker';
import { QUEUE } from './queue-names';
import { SOON_TAKEN_OVER } from './worker-options';

@Processor(QUEUE.maintenance, { ...SOON_TAKEN_OVER, concurrency: 16 })
export class MaintenanceProcessor extends DrainingWorker {
  readonly #logger = new Logger(MaintenanceProcessor.name);

  constructor(private readonly tasks: readonly MaintenanceTask[]) {
    super();
  }

  /** A replica of another version may have queued a task that this one does not know. */
  override async process(job: Job): Promise<void> {
    const task = this.tasks.find(({ name }) => name === job.name);
    try {
      await task?.run();
    } catch (error) {
      this.#logger.error(
        { err: error, task: job.name },
        'A maintenance task failed; it runs again at its next turn.',
      );
    }
  }
}
