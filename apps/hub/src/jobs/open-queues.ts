import { setDefaultBackendFactory, type ConnectionOptions } from 'bullmq';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { APPLICATION_ROLE } from '../application-role';
import { PipelinedPool } from './pipelined-pool';
import { createPatientBackend } from './patient-postgres';
import { prepareQueueSchema, QUEUE_SCHEMA } from './prepare-queue-schema';

/** Where the queues live. Whoever opened them closes them, after everything that uses them. */
export interface Queues {
  readonly connection: ConnectionOptions;
  /** Rejects, or never answers, where the queues cannot be reached. */
  check(): Promise<unknown>;
  close(): Promise<void>;
}

export interface QueueOptions {
  readonly redisUrl?: string | undefined;
  /** As the application's role. */
  readonly databaseUrl: string;
  /** As a role that may create schemas; used once, and only without Redis. */
  readonly ownerUrl: string;
}

/**
 * The queues only say what to look at; what must not be lost is in the hub's own tables, and is queued again from
 * there. So a job does not wait for the disk: PostgreSQL may forget the last second of them in a crash.
 */
const NEED_NOT_LAST = '-c synchronous_commit=off';

/** Each worker keeps one connection to listen on; the rest serves all queues of the process. */
const MOST_CONNECTIONS = 12;

/**
 * Opens Redis if there is one, and PostgreSQL otherwise. To be called before the first Nest module that has a
 * queue is created: BullMQ takes its backend when a queue or worker is constructed.
 */
export async function openQueues(options: QueueOptions): Promise<Queues> {
  if (options.redisUrl !== undefined) return openRedis(options.redisUrl);
  await prepareQueueSchema(options.ownerUrl);
  return openPostgres(options.databaseUrl);
}

function openRedis(url: string): Queues {
  setDefaultBackendFactory();
  // Workers wait for Redis to come back, however long that takes.
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  connection.on('error', () => undefined);
  return {
    connection,
    check: () => connection.ping(),
    async close() {
      await connection.quit().catch(() => connection.disconnect());
    },
  };
}

function openPostgres(url: string): Queues {
  setDefaultBackendFactory(createPatientBackend);
  const pool = new Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    keepAlive: true,
    pipeline: true,
    options: `-c role=${APPLICATION_ROLE} -c search_path=${QUEUE_SCHEMA},public -c timezone=UTC ${NEED_NOT_LAST}`,
  });
  // BullMQ hears of broken connections by the pool; one that breaks between two queries would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', () => undefined);
  // So does every queue and every worker, and Node would take that many for a leak and warn.
  pool.setMaxListeners(0);
  const connection = new PipelinedPool(pool);
  return { connection, check: () => connection.query('SELECT 1'), close: () => connection.end() };
}
