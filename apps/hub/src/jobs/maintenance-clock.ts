import { Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Queue } from 'bullmq';
import type { MaintenanceTask } from './maintenance-task';

/**
 * Queues every task at its interval. Each replica does, and a task's job bears its name, so that it is queued or
 * running once; nothing of the schedule is stored, so that nothing of it can be lost.
 */
export class MaintenanceClock implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(MaintenanceClock.name);
  #timers: readonly NodeJS.Timeout[] = [];

  constructor(
    private readonly queue: Queue,
    private readonly tasks: readonly MaintenanceTask[],
  ) {}

  onApplicationBootstrap(): void {
    this.#timers = this.tasks.map((task) => setInterval(() => void this.#queueTask(task), task.everyMs));
  }

  onModuleDestroy(): void {
    this.#timers.forEach(clearInterval);
  }

  async #queueTask({ name }: MaintenanceTask): Promise<void> {
    try {
      await this.queue.add(name, {}, { jobId: name, removeOnComplete: true, removeOnFail: true });
    } catch (error) {
      this.#logger.warn({ err: error, task: name }, 'The queue does not take a maintenance task.');
    }
  }
}
