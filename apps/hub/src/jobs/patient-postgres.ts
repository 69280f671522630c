import { setTimeout as pause } from 'node:timers/promises';
import {
  PostgresConnection,
  PostgresQueueBackend,
  type BackendFactory,
  type PostgresConnectionOptions,
} from 'bullmq';

/** Between two tries of a worker whose queue answers with errors. */
const AGAIN_AFTER_MS = 500;

/**
 * BullMQ checks its schema once a connection and remembers a failure for good: a worker that was just starting when
 * PostgreSQL broke off would ask again and again without a pause, and nothing else in the process would ever run.
 * `prepareQueueSchema` has made the schema what it has to be, so that there is nothing left to check.
 */
class PatientConnection extends PostgresConnection {
  #ready: Promise<void> | undefined;

  override waitUntilReady(): Promise<void> {
    return (this.#ready ??= this.#tellReady());
  }

  /** After those who construct us have begun to listen. */
  async #tellReady(): Promise<void> {
    setImmediate(() => this.emit('ready'));
  }
}

/** A worker asks for its next job again as soon as it was refused one; while the queue is broken, not that soon. */
class PatientBackend extends PostgresQueueBackend {
  override async moveToActive(
    token: string,
    name?: string,
  ): ReturnType<PostgresQueueBackend['moveToActive']> {
    try {
      return await super.moveToActive(token, name);
    } catch (error) {
      await pause(AGAIN_AFTER_MS);
      throw error;
    }
  }
}

/** As BullMQ's `createPostgresBackend`, for a server that may go away and come back. */
export const createPatientBackend: BackendFactory<PostgresQueueBackend, PostgresConnectionOptions> = (
  name,
  options,
  { withBlockingConnection = false } = {},
) =>
  new PatientBackend(
    new PatientConnection(options.connection),
    name,
    options,
    true,
    withBlockingConnection ? name : undefined,
  );
