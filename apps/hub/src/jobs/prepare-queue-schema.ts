import { runMigrations } from 'bullmq';
import { Client } from 'pg';
import { APPLICATION_ROLE } from '../application-role';
import { QUEUE } from './queue-names';

/** Where BullMQ keeps its queues in PostgreSQL. */
export const QUEUE_SCHEMA = 'bullmq';

const MIGRATING = 20_260_418;

/**
 * BullMQ writes down and announces each step of each job, which wakes every worker's listening connection, for
 * listeners (`QueueEvents`) that the hub does not have: a third of what a job costs. The steps go nowhere;
 * that there is work is announced apart from them.
 */
const WITHOUT_EVENTS = `
  CREATE OR REPLACE FUNCTION ${QUEUE_SCHEMA}.publish_event(p_queue text, p_event text, p_data jsonb)
    RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 0::bigint';
  CREATE OR REPLACE RULE nobody_listens AS ON INSERT TO ${QUEUE_SCHEMA}.event DO INSTEAD NOTHING;`;

/**
 * Makes or updates BullMQ's tables as their owner and lets the application use them; replicas that start
 * together wait for one another. The application's role exists by then (`migrate`).
 * @param ownerUrl of a role that may create schemas
 */
export async function prepareQueueSchema(ownerUrl: string): Promise<void> {
  const client = new Client(ownerUrl);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATING]);
    await runMigrations(client, QUEUE_SCHEMA);
    await client.query(WITHOUT_EVENTS);
    // A batch creates its queue's sequence when it is the first, and that is not for the application to do.
    for (const queue of Object.values(QUEUE)) {
      await client.query(`SELECT ${QUEUE_SCHEMA}.next_job_id($1)`, [queue]);
    }
    await client.query(`
      GRANT USAGE ON SCHEMA ${QUEUE_SCHEMA} TO ${APPLICATION_ROLE};
      GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA ${QUEUE_SCHEMA} TO ${APPLICATION_ROLE};
      GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA ${QUEUE_SCHEMA} TO ${APPLICATION_ROLE};
      GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${QUEUE_SCHEMA} TO ${APPLICATION_ROLE};`);
  } finally {
    await client.end();
  }
}
