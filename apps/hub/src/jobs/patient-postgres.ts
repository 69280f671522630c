import { setTimeout as pause } from 'node:timers/promises';
import {
  PostgresConnection,
  PostgresQueueBackend,
  type BackendFactory,
  type PostgresConnectionOptions,
  type WorkerOptions,
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

const USUAL_LOCK_MS = 30_000;

/**
 * BullMQ has its locks end, and its look for stalled jobs come, by the clocks of its processes. One that was ahead and
 * died leaves times behind that keep a job, and whatever waits for its id, from everybody until they have come.
 */
const BRING_BACK = `
  WITH looked AS (
    UPDATE meta SET value = $2::bigint::text
    WHERE queue = $1 AND field = 'stalled-check' AND CASE WHEN field = 'stalled-check' THEN value::bigint > $2 END
  )
  UPDATE job SET locked_until_ms = $2::bigint + $3::bigint
  WHERE queue = $1 AND state = 'active' AND locked_until_ms > $2::bigint + 2 * $3::bigint`;

class PatientBackend extends PostgresQueueBackend {
  override async moveStalledJobsToWait(): Promise<string[]> {
    const { lockDuration = USUAL_LOCK_MS } = this.opts as Partial<WorkerOptions>;
    await this.connection.pool.query(BRING_BACK, [this.queueName, Date.now(), lockDuration]);
    return super.moveStalledJobsToWait();
  }

  /** A worker asks for its next job again as soon as it was refused one; while the queue is broken, not that soon. */
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

/** As BullMQ's `createPostgresBackend`, for a server that may go away and come back, and clocks that may be set. */
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
